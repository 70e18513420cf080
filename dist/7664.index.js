export const id = 7664;
export const ids = [7664];
export const modules = {

/***/ 7664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
/* harmony import */ var _listed_kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8213);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3161);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4547);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2999);
/* harmony import */ var _ec2_tags_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8787);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3765);
/* harmony import */ var _recording3_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6659);
var h=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeVpcPeeringConnections`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.I){},g=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`ModifyVpcPeeringConnectionOptions`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.J){};const _={"initiating-request":`pending-acceptance`,"pending-acceptance":`pending-acceptance`,provisioning:`active`,active:`active`},v=({Status:e})=>/^(delet(ed|ing)|expired|rejected|failed)$/.test(e?.Code??``);function y({Status:e,RequesterVpcInfo:t,AccepterVpcInfo:n},r){let i=_[e?.Code??``]??null,a=b(t,r),o=b(n,r);return i===null||a===null||o===null?null:{status:i,requester:a,accepter:o}}function b(e,t){let{OwnerId:n,VpcId:r,Region:i=t}=e??{},a=x(e??{});return n===void 0||r===void 0||a===void 0?null:{account:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(n),vpc:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(r),region:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(i),cidrs:a,dns:e?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc===!0}}function x(e){let t=[...e.CidrBlock===void 0||e.CidrBlock===``?[]:[e.CidrBlock],...(e.CidrBlockSet??[]).map(({CidrBlock:e})=>e??``),...(e.Ipv6CidrBlockSet??[]).map(({Ipv6CidrBlock:e})=>e??``)].map(_cidr_js__WEBPACK_IMPORTED_MODULE_3__.t);if(t.includes(null))return;let n=t.flatMap(e=>e===null?[]:[(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(e)]);return n.length===0?null:[...new Set(n)].sort()}async function S(e,t,{ref:n}){if(t.api.endsWith(`Tags`))return (0,_ec2_tags_js__WEBPACK_IMPORTED_MODULE_6__.t)(e,t);let[{member:r,after:i}]=t.changes,a=(0,_recording3_js__WEBPACK_IMPORTED_MODULE_7__.a)(r);if(a===null)return{kind:`refused`,why:`nobody writes ${r} of a peering`,failed:t.changes};let o=await e.ec2Once(),s={AllowDnsResolutionFromRemoteVpc:i===!0},c=a===`requester`?`RequesterPeeringConnectionOptions`:`AccepterPeeringConnectionOptions`;return (0,_send_js__WEBPACK_IMPORTED_MODULE_8__.t)(e,t,async()=>{let e={VpcPeeringConnectionId:n.id,[c]:s};return(await o.send(new g(e),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)()))[c]?.AllowDnsResolutionFromRemoteVpc===(i===!0)?{kind:`done`}:{kind:`unknown`,why:`the answer does not say that it was done`}})}const C=(0,_listed_kind_js__WEBPACK_IMPORTED_MODULE_2__.t)({kind:`vpc-peering`,operation:`ec2:DescribeVpcPeeringConnections`,prefixes:[`pcx-`],idsAtOnce:200,client:e=>e.ec2(),async page(e,t,n){let r={...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.r)(`vpc-peering-connection-id`,t),MaxResults:1e3,...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.i)(t)},i=await e.send(new h(r),n);return{items:i.VpcPeeringConnections,next:i.NextToken}},idOf:({VpcPeeringConnectionId:e})=>e,isGone:v,tagsOf:({Tags:e})=>e,vpcOf:w,factsOf:(e,{target:t})=>y(e,t.region),arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`vpc-peering-connection`)},S);function w({RequesterVpcInfo:e,AccepterVpcInfo:t},{target:n}){return[e,t].find(e=>e?.OwnerId===n.account&&(e.Region??n.region)===n.region)?.VpcId}

/***/ }),

/***/ 6796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ i),
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _ec2_tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8787);
/* harmony import */ var _listed_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8213);
function n(n,r=_ec2_tags_js__WEBPACK_IMPORTED_MODULE_0__.t){return (0,_listed_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)({idsAtOnce:200,...n,client:e=>e.ec2()},r)}const r=(e,{ids:t})=>t===null?{}:{Filters:[{Name:e,Values:[...t]}]},i=({token:e})=>e===void 0?{}:{NextToken:e},a=(e,t=!1)=>(n,{partition:r,target:i})=>`arn:${r}:ec2:${i.region}:${t?``:i.account}:${e}/${n}`;

/***/ }),

/***/ 8787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _members_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8324);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2999);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3765);
var c=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`CreateTags`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.p){},l=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DeleteTags`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.g){};function u(e,t){let n=[...new Set(t.changes.map(({on:e})=>e.id))];return (0,_send_js__WEBPACK_IMPORTED_MODULE_2__.t)(e,t,async()=>{let r=await e.ec2Once();return t.api===`ec2:CreateTags`?await r.send(new c({Resources:n,Tags:d(t,`after`)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)()):await r.send(new l({Resources:n,Tags:d(t,`before`)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)()),{kind:`done`}})}function d({changes:e},t){let n=e.flatMap(e=>{let[n,r]=[(0,_members_js__WEBPACK_IMPORTED_MODULE_3__.r)(e.member),e[t]];return n===null||typeof r!=`string`?[]:[[n,r]]});return[...new Map(n)].map(([e,t])=>({Key:e,Value:t}))}

/***/ }),

/***/ 8213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4547);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3013);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2487);
function c(e,t){return{kind:e.kind,source:{per:`region`,list:([t],n)=>l(e,t,n)},read:(t,n,r=`whole`)=>h(e,t,{refs:n,depth:r}),send:t}}async function*l(e,t,{only:r,depth:o=`whole`}){let{kind:c,operation:l}=e;try{for(let i of r===`all`?[null]:(0,_pool_js__WEBPACK_IMPORTED_MODULE_2__.t)(d(e,r),e.idsAtOnce))for await(let n of f(e,t,i)){let{resources:i,gaps:d}=await u(e,t,{...n,depth:o,all:r===`all`});yield{resources:i};for(let e of d)yield{gap:e};for(let e of n.unclear)yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.t)(t,(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.r)(`a ${c} that could not be understood`),{kind:c,operation:l,id:e})}}}catch(e){yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.t)(t,(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.a)(e),{kind:c,operation:l,id:null})}}}async function u({whole:e},t,n){let{resources:r,depth:i}=n;return i===`tags`||e===void 0||r.length===0?{resources:r,gaps:[]}:e(t,r,n)}const d=({prefixes:e,kind:t},n)=>[...new Set(n.filter(n=>n.kind===t&&e.some(e=>n.id.startsWith(e))).map(({id:e})=>e))];async function*f(e,t,n){let i=await e.client(t),a;do{let{items:s,next:c}=await e.page(i,{ids:n,token:a},(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)());if(s===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.r)(`no list in the answer to ${e.operation}`);yield p(e,t,s),a=c===``?void 0:c}while(a!==void 0)}function p(e,t,n){let r=[],i=[];for(let a of n){let n=e.ownerOf?.(a);if(n!==void 0&&n!==t.target.account||e.isGone?.(a)===!0)continue;let o=m(e,t,a);o===null?i.push(e.idOf(a)??null):r.push(o)}return{resources:r,unclear:i}}function m(n,r,i){let a=n.idOf(i),o=n.factsOf(i,r);if(a===void 0||o===null)return null;let{account:s,region:c}=r.target,[l,u,d]=[(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.n)(a),n.nameOf?.(i),n.vpcOf?.(i,r)];return{ref:{kind:n.kind,account:s,region:c,id:l,arn:n.arnOf(l,r,i)},name:{known:!0,value:u===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.n)(u)},tags:{known:!0,value:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.t)(n.tagsOf(i))},vpc:{known:!0,value:d===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.n)(d)},facts:o}}async function h(e,t,{refs:r,depth:i}){let a=[];for(let o of (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__.t)(r,e.idsAtOnce))a.push(...await g(e,t,{refs:o,depth:i}));return a}async function g(e,t,{refs:n,depth:r}){let a=/* @__PURE__ */ new Map,o=[],s=[...new Set(n.map(({id:e})=>e))];try{for await(let n of f(e,t,s)){let{resources:i}=await u(e,t,{...n,depth:r,all:!1});for(let e of i)a.set(e.ref.id,e);o.push(...n.unclear)}}catch(t){let{why:r}=(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.a)(t);return n.map(t=>({ref:t,resource:{known:!1,why:r,operation:e.operation}}))}return n.map(t=>({ref:t,resource:_(e.operation,a.get(t.id),o,t)}))}function _(e,t,n,{id:r}){return t===void 0?n.some(e=>e===null||e===r)?{known:!1,why:`malformed`,operation:e}:{known:!0,value:null}:{known:!0,value:t}}

/***/ }),

/***/ 3765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2487);
const i=[500,1e3,2e3,4e3,8e3];async function a(a,o,s){for(let c of[...i,null])try{return await s()}catch(i){let s=(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.a)(i);if((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.i)(s)&&c!==null){await new Promise(e=>setTimeout(e,c));continue}return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.t)(i)?(0,_gap_js__WEBPACK_IMPORTED_MODULE_1__.i)(a,o,s):{kind:`unknown`,why:`${s.code}: ${s.message}`}}return{kind:`unknown`,why:`throttled to the end`}}

/***/ })

};
