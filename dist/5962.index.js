export const id = 5962;
export const ids = [5962];
export const modules = {

/***/ 5962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3161);
var c=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeNetworkAcls`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.l){};const l=(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.n)({kind:`network-acl`,operation:`ec2:DescribeNetworkAcls`,prefixes:[`acl-`],async page(e,{ids:t,token:n},r){let i={MaxResults:1e3,Filters:t===null?[]:[{Name:`network-acl-id`,Values:[...t]}],...n===void 0?{}:{NextToken:n}},{NetworkAcls:a,NextToken:o}=await e.send(new c(i),r);return{items:a,next:o}},idOf:({NetworkAclId:e})=>e,ownerOf:({OwnerId:e})=>e,tagsOf:({Tags:e})=>e,vpcOf:({VpcId:e})=>e,factsOf:u,arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`network-acl`)});function u({IsDefault:e,Associations:t,Entries:n}){let r=(n??[]).map(f);return r.includes(null)?null:{isDefault:e===!0,subnets:t?.length??0,entries:r.filter(e=>e!==null).sort((e,t)=>e.number-t.number)}}const d={1:`icmp`,6:`tcp`,17:`udp`,58:`icmpv6`};function f(e){let t=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_2__.t)(e.CidrBlock??e.Ipv6CidrBlock??``);if(t===null||e.RuleNumber===void 0||e.Protocol===void 0||e.RuleAction!==`allow`&&e.RuleAction!==`deny`)return null;let n=d[e.Protocol]??(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.o)(e.Protocol),r=n===`tcp`||n===`udp`?e.PortRange:void 0;return{direction:e.Egress===!0?`egress`:`ingress`,number:e.RuleNumber,action:e.RuleAction,protocol:n,from:r?.From??null,to:r?.To??null,cidr:t}}

/***/ }),

/***/ 6796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   i: () => (/* binding */ x),
/* harmony export */   n: () => (/* binding */ C),
/* harmony export */   o: () => (/* binding */ g),
/* harmony export */   r: () => (/* binding */ j),
/* harmony export */   t: () => (/* binding */ M)
/* harmony export */ });
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3013);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2999);
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3807);
/* harmony import */ var _members2_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1364);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2487);
var m=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.n,`CreateTags`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.o){},h=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.n,`DeleteTags`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_1__.s){};function g(e){let t=_.get(e);if(t!==void 0)return t;let n=Buffer.from(e,`utf8`).toString(`utf8`);return _.size<v&&_.set(n,n),n}const _=/* @__PURE__ */ new Map,v=1e4,y=[500,1e3,2e3,4e3,8e3];async function b(e,t,n){for(let r of[...y,null])try{return await n()}catch(n){let i=(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.i)(n);if(i.why===`throttled`&&r!==null){await new Promise(e=>setTimeout(e,r));continue}return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.t)(n)?(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.r)(e,t,i):{kind:`unknown`,why:`${i.code}: ${i.message}`}}return{kind:`unknown`,why:`throttled to the end`}}function x(e,n){let r=[...new Set(n.changes.map(({on:e})=>e.id))];return b(e,n,async()=>{let i=await e.ec2Once();return n.api===`ec2:CreateTags`?await i.send(new m({Resources:r,Tags:S(n,`after`)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_0__.r)()):await i.send(new h({Resources:r,Tags:S(n,`before`)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_0__.r)()),{kind:`done`}})}function S({changes:e},t){let n=e.flatMap(e=>{let[n,r]=[(0,_members2_js__WEBPACK_IMPORTED_MODULE_4__.r)(e.member),e[t]];return n===null||typeof r!=`string`?[]:[[n,r]]});return[...new Map(n)].map(([e,t])=>({Key:e,Value:t}))}function C(e){return{kind:e.kind,source:w(e),read:(t,n)=>N(e,t,n),send:x}}function w(e){return{per:`region`,list:([t],n)=>T(e,t,n)}}async function*T(t,n,{only:r}){try{for(let i of r===`all`?[null]:(0,_pool_js__WEBPACK_IMPORTED_MODULE_5__.t)(D(t,r),200))for await(let e of O(t,n,i)){yield{resources:e.resources};for(let r of e.unclear)yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.t)(n,(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(`a ${t.kind} that could not be understood`),{...E(t),id:r})}}}catch(e){yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.t)(n,(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.i)(e),{...E(t),id:null})}}}const E=({kind:e,operation:t})=>({kind:e,operation:t}),D=({prefixes:e,kind:t},n)=>[...new Set(n.filter(n=>n.kind===t&&e.some(e=>n.id.startsWith(e))).map(({id:e})=>e))];async function*O(e,n,r){let i=await n.ec2(),a;do{let{items:o,next:s}=await e.page(i,{ids:r,token:a},(0,_clients_js__WEBPACK_IMPORTED_MODULE_0__.r)());if(o===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.n)(`no list in the answer to ${e.operation}`);yield k(e,n,o),a=s===``?void 0:s}while(a!==void 0)}function k(e,t,n){let r=[],i=[];for(let a of n){let n=e.ownerOf?.(a);if(n!==void 0&&n!==t.target.account||e.isGone?.(a)===!0)continue;let o=A(e,t,a);o===null?i.push(e.idOf(a)??null):r.push(o)}return{resources:r,unclear:i}}function A(e,t,n){let r=e.idOf(n),i=e.factsOf(n);if(r===void 0||i===null)return null;let{account:a,region:o}=t.target,[s,c,l]=[g(r),e.nameOf?.(n),e.vpcOf?.(n)];return{ref:{kind:e.kind,account:a,region:o,id:s,arn:e.arnOf(s,t)},name:{known:!0,value:c===void 0?null:g(c)},tags:{known:!0,value:j(e.tagsOf(n))},vpc:{known:!0,value:l===void 0?null:g(l)},facts:i}}const j=e=>new Map((e??[]).flatMap(({Key:e,Value:t})=>e===void 0?[]:[[g(e),g(t??``)]])),M=(e,t=!1)=>(n,{partition:r,target:i})=>`arn:${r}:ec2:${i.region}:${t?``:i.account}:${e}/${n}`;async function N(t,n,r){let i=[];for(let a of (0,_pool_js__WEBPACK_IMPORTED_MODULE_5__.t)(r,200))i.push(...await P(t,n,a));return i}async function P(e,t,n){let r=/* @__PURE__ */ new Map,i=[];try{for await(let a of O(e,t,n.map(({id:e})=>e))){for(let e of a.resources)r.set(e.ref.id,e);i.push(...a.unclear)}}catch(t){let{why:r}=(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.i)(t);return n.map(t=>({ref:t,resource:{known:!1,why:r,operation:e.operation}}))}return n.map(t=>({ref:t,resource:F(e,r.get(t.id),i,t)}))}function F({operation:e},t,n,{id:r}){return t===void 0?n.some(e=>e===null||e===r)?{known:!1,why:`malformed`,operation:e}:{known:!0,value:null}:{known:!0,value:t}}

/***/ })

};
