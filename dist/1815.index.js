export const id = 1815;
export const ids = [1815];
export const modules = {

/***/ 877:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ i),
/* harmony export */   n: () => (/* binding */ a),
/* harmony export */   r: () => (/* binding */ o),
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _client_command_builder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2134);
/* harmony import */ var _endpoints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(381);
/* harmony import */ var _schemas_05_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1093);
const i=(0,_client_command_builder_js__WEBPACK_IMPORTED_MODULE_0__.t)(_schemas_05_js__WEBPACK_IMPORTED_MODULE_2__.a,`ResourceGroupsTaggingAPI_20170126`,`ResourceGroupsTaggingAPIClient`,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__.t),a={},o=(e,t,n,r)=>[];var s=class extends i(a,o,`GetResources`,_schemas_05_js__WEBPACK_IMPORTED_MODULE_2__.t){};

/***/ }),

/***/ 1093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ r),
/* harmony export */   i: () => (/* binding */ M),
/* harmony export */   n: () => (/* binding */ Y),
/* harmony export */   o: () => (/* binding */ n),
/* harmony export */   r: () => (/* binding */ X),
/* harmony export */   t: () => (/* binding */ J)
/* harmony export */ });
/* harmony import */ var _endpoints_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(381);
/* harmony import */ var _TypeRegistry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(664);
const n=e=>Object.assign(e,{useDualstackEndpoint:e.useDualstackEndpoint??!1,useFipsEndpoint:e.useFipsEndpoint??!1,defaultSigningName:`tagging`}),r={UseFIPS:{type:`builtInParams`,name:`useFipsEndpoint`},Endpoint:{type:`builtInParams`,name:`endpoint`},Region:{type:`builtInParams`,name:`region`},UseDualStack:{type:`builtInParams`,name:`useDualstackEndpoint`}};var i=class t extends _endpoints_js__WEBPACK_IMPORTED_MODULE_0__.i{constructor(e){super(e),Object.setPrototypeOf(this,t.prototype)}},a=class e extends i{name=`ConcurrentModificationException`;$fault=`client`;Message;constructor(t){super({name:`ConcurrentModificationException`,$fault:`client`,...t}),Object.setPrototypeOf(this,e.prototype),this.Message=t.Message}},o=class e extends i{name=`ConstraintViolationException`;$fault=`client`;Message;constructor(t){super({name:`ConstraintViolationException`,$fault:`client`,...t}),Object.setPrototypeOf(this,e.prototype),this.Message=t.Message}},s=class e extends i{name=`InternalServiceException`;$fault=`server`;Message;constructor(t){super({name:`InternalServiceException`,$fault:`server`,...t}),Object.setPrototypeOf(this,e.prototype),this.Message=t.Message}},c=class e extends i{name=`InvalidParameterException`;$fault=`client`;Message;constructor(t){super({name:`InvalidParameterException`,$fault:`client`,...t}),Object.setPrototypeOf(this,e.prototype),this.Message=t.Message}},l=class e extends i{name=`ThrottledException`;$fault=`client`;Message;constructor(t){super({name:`ThrottledException`,$fault:`client`,...t}),Object.setPrototypeOf(this,e.prototype),this.Message=t.Message}},u=class e extends i{name=`PaginationTokenExpiredException`;$fault=`client`;Message;constructor(t){super({name:`PaginationTokenExpiredException`,$fault:`client`,...t}),Object.setPrototypeOf(this,e.prototype),this.Message=t.Message}};const d=`ComplianceDetails`,f=`FailedResourcesMap`,p=`Message`,m=`PaginationToken`,h=`ResourceARNList`,g=`ResourceTagMappingList`,_=`Tags`,v=`client`,y=`error`,b=`http`,x=`smithy.ts.sdk.synthetic.com.amazonaws.resourcegroupstaggingapi`,S=`com.amazonaws.resourcegroupstaggingapi`,C=new _TypeRegistry_js__WEBPACK_IMPORTED_MODULE_1__.t(x);var w=[-3,x,`ResourceGroupsTaggingAPIServiceException`,0,[],[]];C.registerError(w,i);const T=new _TypeRegistry_js__WEBPACK_IMPORTED_MODULE_1__.t(S);var E=[-3,S,`ConcurrentModificationException`,{[y]:v},[p],[0]];T.registerError(E,a);var D=[-3,S,`ConstraintViolationException`,{[y]:v},[p],[0]];T.registerError(D,o);var O=[-3,S,`InternalServiceException`,{[y]:`server`},[p],[0]];T.registerError(O,s);var k=[-3,S,`InvalidParameterException`,{[y]:v},[p],[0]];T.registerError(k,c);var A=[-3,S,`PaginationTokenExpiredException`,{[y]:v},[p],[0]];T.registerError(A,u);var j=[-3,S,`ThrottledException`,{[y]:v},[p],[0]];T.registerError(j,l);const M=[C,T];var N=[3,S,d,0,[`NoncompliantKeys`,`KeysWithNoncompliantValues`,`MissingTagKeys`,`ComplianceStatus`],[64,64,64,2]],P=[3,S,`FailureInfo`,0,[`StatusCode`,`ErrorCode`,`ErrorMessage`],[1,0,0]],F=[3,S,`GetResourcesInput`,0,[m,`TagFilters`,`ResourcesPerPage`,`TagsPerPage`,`ResourceTypeFilters`,`IncludeComplianceDetails`,`ExcludeCompliantResources`,h],[0,()=>G,1,1,64,2,2,64]],I=[3,S,`GetResourcesOutput`,0,[m,g],[0,()=>W]],L=[3,S,`ResourceTagMapping`,0,[`ResourceARN`,_,d],[0,()=>K,()=>N]],R=[3,S,`Tag`,0,[`Key`,`Value`],[0,0],2],z=[3,S,`TagFilter`,0,[`Key`,`Values`],[0,64]],B=[3,S,`TagResourcesInput`,0,[h,_],[64,128],2],V=[3,S,`TagResourcesOutput`,0,[f],[()=>q]],H=[3,S,`UntagResourcesInput`,0,[h,`TagKeys`],[64,64],2],U=[3,S,`UntagResourcesOutput`,0,[f],[()=>q]],W=[1,S,g,0,()=>L],G=[1,S,`TagFilterList`,0,()=>z],K=[1,S,`TagList`,0,()=>R],q=[2,S,f,0,0,()=>P],J=[9,S,`GetResources`,{[b]:[`POST`,`/GetResources`,200]},()=>F,()=>I],Y=[9,S,`TagResources`,{[b]:[`POST`,`/TagResources`,200]},()=>B,()=>V],X=[9,S,`UntagResources`,{[b]:[`POST`,`/UntagResources`,200]},()=>H,()=>U];

/***/ }),

/***/ 3765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2487);
const i=[500,1e3,2e3,4e3,8e3];async function a(a,o,s){for(let c of[...i,null])try{return await s()}catch(i){let s=(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.a)(i);if((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.i)(s)&&c!==null){await new Promise(e=>setTimeout(e,c));continue}return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__.t)(i)?(0,_gap_js__WEBPACK_IMPORTED_MODULE_1__.i)(a,o,s):{kind:`unknown`,why:`${s.code}: ${s.message}`}}return{kind:`unknown`,why:`throttled to the end`}}

/***/ }),

/***/ 5590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ a),
/* harmony export */   t: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(877);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4547);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2999);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2487);
async function*a(t,n){let i=await t.tagging(),a=n.length===0?{}:{ResourceTypeFilters:[...n]},o;do{let t={...a,ResourcesPerPage:100,...o===void 0?{}:{PaginationToken:o}},{ResourceTagMappingList:n,PaginationToken:c}=await i.send(new _GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_0__.t(t),(0,_clients_js__WEBPACK_IMPORTED_MODULE_2__.r)());yield s(n),o=c===``||c===null?void 0:c}while(o!==void 0)}async function o(t,n){let{ResourceTagMappingList:i}=await(await t.tagging()).send(new _GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_0__.t({ResourceARNList:[...n]}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_2__.r)());return s(i)}function s(e){if(e===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.r)(`no list in the answer to tag:GetResources`);return e.map(({ResourceARN:e,Tags:r})=>{if(e===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.r)(`a resource without its ARN in the answer to tag:GetResources`);return{arn:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_1__.n)(e),tags:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_1__.t)(r)}})}

/***/ }),

/***/ 1815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   taggedResources: () => (/* binding */ M)
/* harmony export */ });
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3013);
/* harmony import */ var _kind_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2661);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2487);
/* harmony import */ var _tagged_pages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5590);
/* harmony import */ var _GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(877);
/* harmony import */ var _schemas_05_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1093);
/* harmony import */ var _many_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4240);
/* harmony import */ var _members_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8324);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2999);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3765);
var b=class extends (0,_GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__.i)(_GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__.n,_GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__.r,`TagResources`,_schemas_05_js__WEBPACK_IMPORTED_MODULE_3__.n){},x=class extends (0,_GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__.i)(_GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__.n,_GetResourcesCommand_js__WEBPACK_IMPORTED_MODULE_2__.r,`UntagResources`,_schemas_05_js__WEBPACK_IMPORTED_MODULE_3__.r){};function S(e){let t=/* @__PURE__ */ new Map;for(let n of e){let i=(0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.o)(n);if(i===null)return[{types:[],kinds:e}];t.set(i,[...t.get(i)??[],n])}let n=/* @__PURE__ */ new Map;for(let[e,r]of t){let i=e.split(`:`)[0]??e,a=t.has(i)?i:e;n.set(a,[...n.get(a)??[],...r])}let i=[...n].sort(([e],[t])=>e<t?-1:1);return Array.from({length:Math.ceil(i.length/100)},(e,t)=>{let n=i.slice(t*100,(t+1)*100);return{types:n.map(([e])=>e),kinds:n.flatMap(([,e])=>e)}})}const C=({types:e},t)=>e.map(e=>({types:[e],kinds:t.filter(t=>w(t,e))})),w=(e,t)=>{let n=(0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.o)(e);return n===t||n?.split(`:`)[0]===t};function T(e,t){return (0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.t)(e,t)?t:e.find(e=>(0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.n)(e)===t)??null}function E(e,t){let n=[...new Set(t.changes.map(({on:e})=>e.arn))];return (0,_send_js__WEBPACK_IMPORTED_MODULE_5__.t)(e,t,async()=>{try{return O(e,t,await D(e,t))}catch(r){if(n.length===1||(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.a)(r).code!==`InvalidParameterException`)throw r;return A(e,t,n)}})}async function D(e,{api:t,changes:n}){let r=await e.taggingOnce(),i=[...new Set(n.map(({on:e})=>e.arn))],a=n.flatMap(({member:e,after:t})=>{let n=(0,_members_js__WEBPACK_IMPORTED_MODULE_7__.r)(e);return n===null?[]:[[n,typeof t==`string`?t:``]]}),{FailedResourcesMap:o}=t===`tag:TagResources`?await r.send(new b({ResourceARNList:i,Tags:Object.fromEntries(a)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_4__.r)()):await r.send(new x({ResourceARNList:i,TagKeys:[...new Map(a).keys()]}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_4__.r)());return o??{}}function O(e,t,n){if(Object.keys(n).length===0)return{kind:`done`};let r=(0,_many_js__WEBPACK_IMPORTED_MODULE_8__.t)(t.changes.filter(({on:e})=>Object.hasOwn(n,e.arn)))??t.changes,i=Object.entries(n).map(([n,i])=>k(e,{...t,changes:r},n,i));return{kind:`refused`,why:[...new Set(i)].sort().join(`; `),failed:r}}function k(e,n,r,{ErrorCode:a,ErrorMessage:c}){let l=(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.a)({name:a??`Error`,message:c??`no reason was given`}),u=(0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.s)((0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.a)(r)?.service??``),d=n.api===`tag:TagResources`?u?.tag:u?.untag,f=(0,_gap_js__WEBPACK_IMPORTED_MODULE_9__.i)(e,{...n,api:d?.join(`, `)??n.api},l);return f.kind===`refused`?f.why:l.message}async function A(e,t,n){let r=[],i=/* @__PURE__ */ new Set;for(let a of n){let n=(0,_many_js__WEBPACK_IMPORTED_MODULE_8__.t)(t.changes.filter(({on:e})=>e.arn===a));if(n===null)continue;let o=await E(e,{...t,changes:n});if(o.kind===`unknown`)return o;o.kind!==`done`&&(r.push(...o.failed),i.add(o.why))}let a=(0,_many_js__WEBPACK_IMPORTED_MODULE_8__.t)(r);return a===null?{kind:`done`}:{kind:`refused`,why:[...i].sort().join(`; `),failed:a}}const j=`tag:GetResources`;function M(e){let t={per:`region`,list:([t],n)=>N(t,n,e)};return e=>({kind:e,source:t,read:B,send:E})}async function*N(e,{kinds:t,only:n},r){for(let e of t)yield{partial:e};let i=/* @__PURE__ */ new Set,a=a=>({resources:a.flatMap(a=>{let o=i.has(a.arn)?null:R(e,a,{kinds:t,isListed:r});return i.add(a.arn),o===null||!L(o.ref,n)?[]:[o]})});if(n!==`all`&&n.every(({arn:e})=>e!==``))yield*F(e,{kinds:t,only:n},a);else for(let n of S(t))yield*P(e,n,a)}async function*P(e,t,n){try{for await(let r of (0,_tagged_pages_js__WEBPACK_IMPORTED_MODULE_1__.n)(e,t.types))yield n(r)}catch(r){if((0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.a)(r).code===`InvalidParameterException`&&t.types.length>1)for(let r of C(t,t.kinds))yield*P(e,r,n);else yield*I(e,r,t.kinds)}}async function*F(t,{kinds:n,only:r},i){let a=r===`all`?[]:[...new Set(r.map(({arn:e})=>e))];try{for(let n of (0,_pool_js__WEBPACK_IMPORTED_MODULE_10__.t)(a,100))yield i(await (0,_tagged_pages_js__WEBPACK_IMPORTED_MODULE_1__.t)(t,n))}catch(e){yield*I(t,e,n)}}const I=(e,t,n)=>n.map(n=>({gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_9__.t)(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.a)(t),{kind:n,operation:j,id:null})})),L=(e,t)=>t===`all`||t.some(({arn:t,id:n})=>t===``?n===e.id:t===e.arn);function R(e,{arn:n,tags:r},{kinds:i,isListed:a}){let o=(0,_kind_name_js__WEBPACK_IMPORTED_MODULE_0__.a)(n),{account:s,region:c}=e.target;if(o===null||a(o.kind)||o.account!==``&&o.account!==s||o.region!==``&&o.region!==c)return null;let l=T(i,o.kind);return l===null?null:z({kind:l,account:s,region:c,id:o.id,arn:n},r)}function z(e,t){return{ref:e,name:{known:!0,value:e.id},tags:{known:!0,value:t},vpc:{known:!0,value:null},facts:null}}async function B(t,n){let r=[];for(let i of (0,_pool_js__WEBPACK_IMPORTED_MODULE_10__.t)(n,100))r.push(...await V(t,i));return r}async function V(e,t){try{let n=new Map((await (0,_tagged_pages_js__WEBPACK_IMPORTED_MODULE_1__.t)(e,[...new Set(t.map(({arn:e})=>e))])).map(e=>[e.arn,e.tags]));return t.map(e=>({ref:e,resource:{known:!0,value:z(e,n.get(e.arn)??/* @__PURE__ */ new Map)}}))}catch(e){let{why:n}=(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.a)(e);return t.map(e=>({ref:e,resource:{known:!1,why:n,operation:j}}))}}

/***/ })

};
