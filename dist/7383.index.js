export const id = 7383;
export const ids = [7383];
export const modules = {

/***/ 7383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ P)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
/* harmony import */ var _flow_logs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(279);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3013);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2487);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3161);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4547);
/* harmony import */ var _ec2_send_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6768);
var C=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`AssociateDhcpOptions`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.i){},w=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`AssociateVpcCidrBlock`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.s){},T=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeVpcAttribute`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.P){},E=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeVpcs`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.L){},D=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DisassociateVpcCidrBlock`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.H){},O=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`ModifyVpcAttribute`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.K){};const k=`ec2:DescribeVpcAttribute`,A={known:!1,why:`unsupported`,operation:k};async function j(e,t){let n=/* @__PURE__ */ new Map,r=t=>(t.why!==`not-found`&&n.set(t.why,(0,_gap_js__WEBPACK_IMPORTED_MODULE_7__.t)(e,t,{kind:`ec2:vpc-attribute`,operation:k,id:null})),{known:!1,why:t.why,operation:k}),i=t.flatMap(e=>[`enableDnsSupport`,`enableDnsHostnames`].map(t=>({id:e,name:t}))),a=await (0,_pool_js__WEBPACK_IMPORTED_MODULE_8__.n)(i,8,({id:t,name:n})=>M(e,t,n)),o=new Map(i.map(({id:e,name:t},n)=>{let i=a[n];return i?.kind===`done`?i.value===void 0?[`${e} ${t}`,r((0,_errors_js__WEBPACK_IMPORTED_MODULE_9__.r)(`${t} is not in the answer`))]:[`${e} ${t}`,{known:!0,value:i.value}]:[`${e} ${t}`,r((0,_errors_js__WEBPACK_IMPORTED_MODULE_9__.a)(i?.error))]}));return{of:e=>({dnsSupport:o.get(`${e} enableDnsSupport`)??A,dnsHostnames:o.get(`${e} enableDnsHostnames`)??A}),gaps:[...n.values()]}}async function M(e,t,n){let r=await(await e.ec2()).send(new T({VpcId:t,Attribute:n}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_3__.r)());return(n===`enableDnsSupport`?r.EnableDnsSupport:r.EnableDnsHostnames)?.Value}const N=(0,_ec2_send_js__WEBPACK_IMPORTED_MODULE_6__.t)((e,[{member:t,after:n}],{ref:r,facts:i})=>{let a=r.id,o=t.slice(t.indexOf(` `)+1);switch(e){case`ec2:ModifyVpcAttribute`:{let e={Value:n===!0},r=t===`dns-support`?{EnableDnsSupport:e}:{EnableDnsHostnames:e};return e=>e.send(new O({VpcId:a,...r}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_3__.r)())}case`ec2:AssociateDhcpOptions`:return typeof n==`string`?e=>e.send(new C({VpcId:a,DhcpOptionsId:n}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_3__.r)()):`every VPC has a set of DHCP options`;case`ec2:AssociateVpcCidrBlock`:return o.includes(`:`)?`AWS gives no chosen IPv6 block back`:e=>e.send(new w({VpcId:a,CidrBlock:o}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_3__.r)());case`ec2:DisassociateVpcCidrBlock`:{let e=i.blocks.find(({cidr:e})=>e===o)?.association;return e==null?`the block to disassociate has no id in what was just read`:t=>t.send(new D({AssociationId:e}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_3__.r)())}default:return`Holdfast does not write ${t}`}}),P=(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.n)({kind:`vpc`,operation:`ec2:DescribeVpcs`,prefixes:[`vpc-`],async page(e,t,n){let r={...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.r)(`vpc-id`,t),MaxResults:1e3,...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.i)(t)},{Vpcs:i,NextToken:a}=await e.send(new E(r),n);return{items:i,next:a}},idOf:({VpcId:e})=>e,ownerOf:({OwnerId:e})=>e,isGone:({State:e})=>e===`deleting`,vpcOf:({VpcId:e})=>e,tagsOf:({Tags:e})=>e,factsOf:F,async whole(e,t,n){let r=t.map(({ref:e})=>e.id),[i,a]=await Promise.all([(0,_flow_logs_js__WEBPACK_IMPORTED_MODULE_2__.t)(e,r,n),j(e,r)]);return{resources:t.map(e=>({...e,facts:{...e.facts,...a.of(e.ref.id),flowLogs:i.of(e.ref.id)}})),gaps:[...i.gaps,...a.gaps]}},arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`vpc`)},N);function F(e){let t=I(e);if(t===null)return null;let{IsDefault:n,DhcpOptionsId:r,InstanceTenancy:i}=e;return{isDefault:n===!0,blocks:t,dhcpOptions:r===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_5__.n)(r),tenancy:i??null,dnsSupport:A,dnsHostnames:A,flowLogs:_flow_logs_js__WEBPACK_IMPORTED_MODULE_2__.n}}function I(e){let{CidrBlock:t,CidrBlockAssociationSet:n,Ipv6CidrBlockAssociationSet:r}=e,i=[...(n??[{CidrBlock:t,CidrBlockState:void 0,AssociationId:void 0}]).map(e=>({cidr:e.CidrBlock,state:e.CidrBlockState,association:e.AssociationId})),...(r??[]).map(e=>({cidr:e.Ipv6CidrBlock,state:e.Ipv6CidrBlockState,association:e.AssociationId}))],a=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_4__.t)(t??``),o=i.filter(L).map(({cidr:e,association:t})=>{let n=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_4__.t)(e??``);return n===null?null:{cidr:n,primary:n===a,association:t===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_5__.n)(t)}}),s=o.filter(e=>e!==null);return s.length<o.length?null:s.sort((e,t)=>e.cidr<t.cidr?-1:1)}const L=({state:e})=>e?.State===void 0||/^associat/.test(e.State);

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

/***/ 6768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var _ec2_tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8787);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3765);
function n(n){return(r,i,a)=>{if(i.api.endsWith(`Tags`))return (0,_ec2_tags_js__WEBPACK_IMPORTED_MODULE_0__.t)(r,i);let o=n(i.api,i.changes,a);return typeof o==`string`?Promise.resolve({kind:`refused`,why:o,failed:i.changes}):(0,_send_js__WEBPACK_IMPORTED_MODULE_1__.t)(r,i,async()=>{let e=await o(await r.ec2Once());return`Return`in e&&e.Return===!1?{kind:`unknown`,why:`EC2 answered that it did not do it`}:{kind:`done`}})}}

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

/***/ 279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ p),
/* harmony export */   t: () => (/* binding */ h)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4547);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3013);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2487);
var d=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeFlowLogs`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.v){};const f=`ec2:DescribeFlowLogs`,p={known:!1,why:`unsupported`,operation:f},m=/* @__PURE__ */ new WeakMap;function h(e,t,{all:n}){if(!n)return _(e,(0,_pool_js__WEBPACK_IMPORTED_MODULE_3__.t)(t,g));let r=m.get(e)??_(e,[null]);return m.set(e,r),r}const g=200;async function _(e,t){let n=[];try{for(let r of t)n.push(...await v(e,r))}catch(t){return y(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.a)(t))}if(n.some(({ResourceId:e})=>e===void 0))return y(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.r)(`a flow log of nobody knows what`));let r=Map.groupBy(n,({ResourceId:e})=>e);return{of:t=>b(e,r.get(t)??[]),gaps:[]}}async function v(e,t){let n=await e.ec2(),r=[],i;do{let e=t===null?{}:{Filter:[{Name:`resource-id`,Values:[...t]}]},a=i===void 0?{}:{NextToken:i},s=await n.send(new d({...e,MaxResults:1e3,...a}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_2__.r)());if(s.FlowLogs===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_5__.r)(`no list of flow logs`);r.push(...s.FlowLogs),i=s.NextToken===``?void 0:s.NextToken}while(i!==void 0);return r}function y(e,t){return{of:()=>({known:!1,why:t.why,operation:f}),gaps:[(0,_gap_js__WEBPACK_IMPORTED_MODULE_5__.t)(e,t,{kind:`ec2:vpc-flow-log`,operation:f,id:null})]}}function b(e,t){let n=t.map(t=>x(e,t)),r=n.filter(e=>e!==null);return r.length<n.length?{known:!1,why:`malformed`,operation:f}:{known:!0,value:r}}function x(e,t){let{TrafficType:n,LogFormat:r,MaxAggregationInterval:a,DeliverLogsPermissionArn:o}=t,s=S(e,t);return s===null||!/^(ACCEPT|REJECT|ALL)$/.test(n??``)?null:{destination:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_1__.n)(s),traffic:n??`ALL`,format:r===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_1__.n)(r),interval:a??null,role:o===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_1__.n)(o)}}function S({target:e},{LogDestination:t,LogGroupName:n}){let[,r,i]=/^arn:[^:]+:logs:[^:]*:(\d+):log-group:([^:]+)/.exec(t??``)??[];return i===void 0?t!==void 0&&t!==``?t:n===void 0||n===``?null:`log-group:${n}`:r===e.account?`log-group:${i}`:t??null}

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
