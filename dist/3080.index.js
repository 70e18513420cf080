export const id = 3080;
export const ids = [3080];
export const modules = {

/***/ 3080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ V)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
/* harmony import */ var _listed_kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8213);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3161);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4547);
/* harmony import */ var _recording_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1132);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2999);
/* harmony import */ var _ec2_tags_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8787);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3765);
/* harmony import */ var _elsewhere_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1223);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2487);
var S=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`CreateNetworkAclEntry`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.d){},C=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DeleteNetworkAclEntry`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.m){},w=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeNetworkAcls`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.T){},T=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`ReplaceNetworkAclAssociation`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.Y){},E=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`ReplaceNetworkAclEntry`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.X){};function D({IsDefault:e,Associations:t,Entries:n}){let r=n?.map(k),i=t?.map(({SubnetId:e})=>e);return r===void 0||r.includes(null)||i===void 0||i.includes(void 0)?null:{isDefault:e===!0,subnets:i.flatMap(e=>e===void 0?[]:[(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(e)]).sort(),entries:r.filter(e=>e!==null).sort((e,t)=>e.number-t.number)}}const O={1:`icmp`,6:`tcp`,17:`udp`,58:`icmpv6`};function k(e){let t=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_3__.t)(e.CidrBlock??e.Ipv6CidrBlock??``);if(t===null||e.RuleNumber===void 0||e.Protocol===void 0||e.RuleAction!==`allow`&&e.RuleAction!==`deny`)return null;let n=O[e.Protocol]??(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(e.Protocol.toLowerCase());return (0,_recording_js__WEBPACK_IMPORTED_MODULE_5__.i)(n)?{direction:e.Egress===!0?`egress`:`ingress`,number:e.RuleNumber,action:e.RuleAction,protocol:n,...A(n,e),cidr:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(t)}:null}function A(e,{PortRange:t,IcmpTypeCode:n}){if(e===`tcp`||e===`udp`){let[e=0,n=65535]=[t?.From,t?.To];return e<=0&&n>=65535?{from:null,to:null}:{from:e,to:n}}if(e!==`icmp`&&e!==`icmpv6`)return{from:null,to:null};let[r=-1,i=-1]=[n?.Type,n?.Code];return r<0?{from:null,to:null}:{from:r,to:i<0?null:i}}async function j(e,t,{vpc:n}){for await(let{NetworkAclId:r,Associations:i}of N(e,n.known?n.value:null)){let e=i?.find(({SubnetId:e})=>e===t)?.NetworkAclAssociationId;if(r!==void 0&&e!==void 0)return{acl:r,association:e}}return null}async function M(e,{vpc:t}){for await(let{NetworkAclId:n,IsDefault:r}of N(e,t.known?t.value:null))if(r===!0&&n!==void 0)return n;return null}async function*N(e,t){if(t===null)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_8__.r)(`a network ACL without its VPC`);let n=await e.ec2(),r;do{let e=await n.send(new w({Filters:[{Name:`vpc-id`,Values:[t]}],MaxResults:1e3,...r===void 0?{}:{NextToken:r}}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_6__.r)());if(e.NetworkAcls===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_8__.r)(`no list of network ACLs`);yield*e.NetworkAcls,r=e.NextToken===``?void 0:e.NextToken}while(r!==void 0)}async function P(e,t,n){if(t.api.endsWith(`Tags`))return (0,_ec2_tags_js__WEBPACK_IMPORTED_MODULE_7__.t)(e,t);let[r]=t.changes;if(t.api===`ec2:ReplaceNetworkAclAssociation`)return (0,_send_js__WEBPACK_IMPORTED_MODULE_9__.t)(e,t,()=>B(e,r,n));let{member:i,before:a,after:o}=r,s=(0,_recording_js__WEBPACK_IMPORTED_MODULE_5__.t)(i,o??a);if(s===null)return I(r,`a member that is no entry of a network ACL`);let c=await e.ec2Once();return (0,_send_js__WEBPACK_IMPORTED_MODULE_9__.t)(e,t,()=>L(c,t.api,{acl:n.ref.id,entry:s}))}const F={kind:`done`},I=(e,t)=>({kind:`refused`,why:t,failed:[e]});async function L(e,t,{acl:n,entry:r}){let i={NetworkAclId:n,RuleNumber:r.number,Egress:r.direction===`egress`};if(t===`ec2:DeleteNetworkAclEntry`)await e.send(new C(i),(0,_clients_js__WEBPACK_IMPORTED_MODULE_6__.r)());else{let n={...i,...z(r)};t===`ec2:CreateNetworkAclEntry`?await e.send(new S(n),(0,_clients_js__WEBPACK_IMPORTED_MODULE_6__.r)()):await e.send(new E(n),(0,_clients_js__WEBPACK_IMPORTED_MODULE_6__.r)())}return F}const R={icmp:`1`,tcp:`6`,udp:`17`,icmpv6:`58`};function z({action:e,protocol:t,from:n,to:r,cidr:i}){let a=t===`tcp`||t===`udp`,o=t===`icmp`||t===`icmpv6`;return{RuleAction:e,Protocol:R[t]??t,...i.includes(`:`)?{Ipv6CidrBlock:i}:{CidrBlock:i},...a?{PortRange:{From:n??0,To:r??65535}}:{},...o?{IcmpTypeCode:{Type:n??-1,Code:r??-1}}:{}}}async function B(e,t,n){let{member:r,before:i,after:a}=t,o=r.slice(12),s=await j(e,o,n);if(s===null)return I(t,`${o} has no network ACL in what was just read: it is gone`);let c=(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.r)(a),l=c?n.ref.id:(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.n)(i),u=c?(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.n)(a)??await M(e,n):n.ref.id;if(u===null)return I(t,`the VPC has no default network ACL in what was just read`);if(s.acl===u)return F;if(l!==null&&s.acl!==l){let e=`changed since it was planned: ${o} has ${s.acl}`;return c&&(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.n)(a)===null?F:I(t,e)}let d=await e.ec2Once(),f={AssociationId:s.association,NetworkAclId:u},{NewAssociationId:p}=await d.send(new T(f),(0,_clients_js__WEBPACK_IMPORTED_MODULE_6__.r)());return p===void 0?{kind:`unknown`,why:`the answer names no association`}:F}const V=(0,_listed_kind_js__WEBPACK_IMPORTED_MODULE_2__.t)({kind:`network-acl`,operation:`ec2:DescribeNetworkAcls`,prefixes:[`acl-`],idsAtOnce:200,client:e=>e.ec2(),async page(e,t,n){let r={...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.r)(`network-acl-id`,t),MaxResults:1e3,...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.i)(t)},{NetworkAcls:i,NextToken:a}=await e.send(new w(r),n);return{items:i,next:a}},idOf:({NetworkAclId:e})=>e,ownerOf:({OwnerId:e})=>e,tagsOf:({Tags:e})=>e,vpcOf:({VpcId:e})=>e,factsOf:D,arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`network-acl`)},P);

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
