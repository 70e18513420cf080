export const id = 3170;
export const ids = [3170];
export const modules = {

/***/ 3170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ Z)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
/* harmony import */ var _listed_kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8213);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3161);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4547);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2999);
/* harmony import */ var _ec2_tags_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8787);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3765);
/* harmony import */ var _elsewhere_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1223);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2487);
/* harmony import */ var _recording2_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7548);
var E=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`AssociateRouteTable`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.i){},D=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`CreateRoute`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.c){},O=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DeleteRoute`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.d){},k=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeRouteTables`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.C){},A=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DisableVgwRoutePropagation`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.M){},j=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DisassociateRouteTable`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.N){},M=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`EnableVgwRoutePropagation`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.P){},N=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`ReplaceRoute`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.z){},P=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`ReplaceRouteTableAssociation`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.B){};function F({Routes:e,Associations:t,PropagatingVgws:n}){let r=e?.map(R),i=(t??[]).filter(I),a=i.filter(({Main:e})=>e!==!0).map(L),o=(n??[]).map(({GatewayId:e})=>e);return r===void 0||t===void 0||r.includes(null)||a.includes(void 0)||o.includes(void 0)?null:{routes:r.filter(e=>e!==null),associations:a.flatMap(e=>e===void 0?[]:[(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(e)]).sort(),main:i.some(({Main:e})=>e===!0),propagating:o.flatMap(e=>e===void 0?[]:[(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(e)]).sort()}}const I=({AssociationState:e})=>e?.State===void 0||/^associat(ed|ing)$/.test(e.State),L=({SubnetId:e,GatewayId:t,PublicIpv4Pool:n})=>e??t??n;function R(e){let t=e.DestinationCidrBlock??e.DestinationIpv6CidrBlock,n=t===void 0?e.DestinationPrefixListId:(0,_cidr_js__WEBPACK_IMPORTED_MODULE_3__.t)(t);if(n==null)return null;let r=z(e);return{destination:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(n),target:r===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_4__.n)(r),origin:B(e,n,r)}}const z=e=>e.NetworkInterfaceId??e.InstanceId??e.NatGatewayId??e.TransitGatewayId??e.LocalGatewayId??e.CarrierGatewayId??e.VpcPeeringConnectionId??e.EgressOnlyInternetGatewayId??e.CoreNetworkArn??e.OdbNetworkArn??e.GatewayId;function B({Origin:e},t,n){return n===`local`||e===`CreateRouteTable`?`table`:e===`EnableVgwRoutePropagation`||e===`Advertisement`||t.startsWith(`pl-`)&&n?.startsWith(`vpce-`)===!0?`aws`:`made`}async function V(e,t,{vpc:n}){let r=t===`main`?null:t.split(` `)[1]??``;if(!n.known||n.value===null)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_8__.r)(`a route table without its VPC`);let i=await e.ec2(),a;do{let e=await i.send(new k({Filters:[{Name:`vpc-id`,Values:[n.value]}],MaxResults:100,...a===void 0?{}:{NextToken:a}}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)());if(e.RouteTables===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_8__.r)(`no list of route tables`);for(let{RouteTableId:t,Associations:n}of e.RouteTables){let e=n?.filter(I).find(e=>r===null?e.Main===!0:e.Main!==!0&&L(e)===r)?.RouteTableAssociationId;if(t!==void 0&&e!==void 0)return{table:t,association:e}}a=e.NextToken===``?void 0:e.NextToken}while(a!==void 0);return null}async function H(e,t,n){if(t.api.endsWith(`Tags`))return (0,_ec2_tags_js__WEBPACK_IMPORTED_MODULE_6__.t)(e,t);let[r]=t.changes,i=W(t.api,r,n);if(i!==null){let n=await e.ec2Once();return (0,_send_js__WEBPACK_IMPORTED_MODULE_9__.t)(e,t,()=>i(n))}return (0,_send_js__WEBPACK_IMPORTED_MODULE_9__.t)(e,t,()=>q(e,r,n))}const U={kind:`done`};function W(e,{member:t,after:n},{ref:r}){let[,i=``]=t.split(` `),a=r.id,o={RouteTableId:a,...G(i),...K(n)};if(e===`ec2:CreateRoute`)return async e=>{let{Return:t}=await e.send(new D(o),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)());return t===!0?U:{kind:`unknown`,why:`the answer does not say that it was done`}};let s=e=>async t=>(await e(t),U);if(e===`ec2:ReplaceRoute`)return s(e=>e.send(new N(o),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)()));if(e===`ec2:DeleteRoute`)return s(e=>e.send(new O({RouteTableId:a,...G(i)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)()));let c={RouteTableId:a,GatewayId:i};return e===`ec2:EnableVgwRoutePropagation`?s(e=>e.send(new M(c),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)())):e===`ec2:DisableVgwRoutePropagation`?s(e=>e.send(new A(c),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)())):null}function G(e){return e.startsWith(`pl-`)?{DestinationPrefixListId:e}:e.includes(`:`)?{DestinationIpv6CidrBlock:e}:{DestinationCidrBlock:e}}function K(e){let t=e===null?null:(0,_recording2_js__WEBPACK_IMPORTED_MODULE_7__.t)(e);if(t===null)return{};if(t===`local`)return{LocalTarget:!0};if(/^arn:[^:]*:odb:/.test(t))return{OdbNetworkArn:t};let n=Object.entries(_recording2_js__WEBPACK_IMPORTED_MODULE_7__.n).find(([e])=>t.startsWith(e))?.[1];return n===void 0?{}:{[n.field]:t}}async function q(e,t,n){let{member:r,before:i,after:a}=t,o=await V(e,r,n),s=(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.r)(a)?(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.n)(a):n.ref.id,c=(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.r)(a)?n.ref.id:(0,_elsewhere_js__WEBPACK_IMPORTED_MODULE_10__.n)(i);if(o===null?s===null:o.table===s)return U;if(c!==null&&o?.table!==c){let e=o===null?`names no table`:`is on ${o.table}`;return s===null?U:X(t,`changed since it was planned: ${r} ${e}`)}let l=await e.ec2Once();if(o===null)return s===null?U:J(l,t,s);if(s!==null){let e={AssociationId:o.association,RouteTableId:s},{NewAssociationId:t}=await l.send(new P(e),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)());return Y(t)}return r===`main`?X(t,`a VPC always has a main route table: make another table the main one`):(await l.send(new j({AssociationId:o.association}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)()),U)}async function J(e,t,n){let r=t.member.split(` `)[1]??``;if(t.member===`main`)return X(t,`the VPC has no main route table in what was just read`);let i=r.startsWith(`subnet-`)?{SubnetId:r}:r.startsWith(`ipv`)?{PublicIpv4Pool:r}:{GatewayId:r},{AssociationId:a}=await e.send(new E({RouteTableId:n,...i}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_5__.r)());return Y(a)}const Y=e=>e===void 0?{kind:`unknown`,why:`the answer names no association`}:U,X=(e,t)=>({kind:`refused`,why:t,failed:[e]}),Z=(0,_listed_kind_js__WEBPACK_IMPORTED_MODULE_2__.t)({kind:`route-table`,operation:`ec2:DescribeRouteTables`,prefixes:[`rtb-`],idsAtOnce:200,client:e=>e.ec2(),async page(e,t,n){let r={...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.r)(`route-table-id`,t),MaxResults:100,...(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.i)(t)},{RouteTables:i,NextToken:a}=await e.send(new k(r),n);return{items:i,next:a}},idOf:({RouteTableId:e})=>e,ownerOf:({OwnerId:e})=>e,vpcOf:({VpcId:e})=>e,tagsOf:({Tags:e})=>e,factsOf:F,arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`route-table`)},H);

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
function n(n){return (0,_listed_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)({idsAtOnce:200,...n,client:e=>e.ec2()},_ec2_tags_js__WEBPACK_IMPORTED_MODULE_0__.t)}const r=(e,{ids:t})=>t===null?{}:{Filters:[{Name:e,Values:[...t]}]},i=({token:e})=>e===void 0?{}:{NextToken:e},a=(e,t=!1)=>(n,{partition:r,target:i})=>`arn:${r}:ec2:${i.region}:${t?``:i.account}:${e}/${n}`;

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
var c=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`CreateTags`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.l){},l=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DeleteTags`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.f){};function u(e,t){let n=[...new Set(t.changes.map(({on:e})=>e.id))];return (0,_send_js__WEBPACK_IMPORTED_MODULE_2__.t)(e,t,async()=>{let r=await e.ec2Once();return t.api===`ec2:CreateTags`?await r.send(new c({Resources:n,Tags:d(t,`after`)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)()):await r.send(new l({Resources:n,Tags:d(t,`before`)}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)()),{kind:`done`}})}function d({changes:e},t){let n=e.flatMap(e=>{let[n,r]=[(0,_members_js__WEBPACK_IMPORTED_MODULE_3__.r)(e.member),e[t]];return n===null||typeof r!=`string`?[]:[[n,r]]});return[...new Map(n)].map(([e,t])=>({Key:e,Value:t}))}

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
function c(e,t){return{kind:e.kind,source:{per:`region`,list:([t],n)=>l(e,t,n)},read:(t,n)=>m(e,t,n),send:t}}async function*l(e,t,{only:r}){let{kind:o,operation:c}=e;try{for(let i of r===`all`?[null]:(0,_pool_js__WEBPACK_IMPORTED_MODULE_2__.t)(u(e,r),e.idsAtOnce))for await(let n of d(e,t,i)){yield{resources:n.resources};for(let e of n.unclear)yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.t)(t,(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.r)(`a ${o} that could not be understood`),{kind:o,operation:c,id:e})}}}catch(e){yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.t)(t,(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.a)(e),{kind:o,operation:c,id:null})}}}const u=({prefixes:e,kind:t},n)=>[...new Set(n.filter(n=>n.kind===t&&e.some(e=>n.id.startsWith(e))).map(({id:e})=>e))];async function*d(e,t,n){let i=await e.client(t),a;do{let{items:s,next:c}=await e.page(i,{ids:n,token:a},(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)());if(s===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_3__.r)(`no list in the answer to ${e.operation}`);yield f(e,t,s),a=c===``?void 0:c}while(a!==void 0)}function f(e,t,n){let r=[],i=[];for(let a of n){let n=e.ownerOf?.(a);if(n!==void 0&&n!==t.target.account||e.isGone?.(a)===!0)continue;let o=p(e,t,a);o===null?i.push(e.idOf(a)??null):r.push(o)}return{resources:r,unclear:i}}function p(n,r,i){let a=n.idOf(i),o=n.factsOf(i,r);if(a===void 0||o===null)return null;let{account:s,region:c}=r.target,[l,u,d]=[(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.n)(a),n.nameOf?.(i),n.vpcOf?.(i,r)];return{ref:{kind:n.kind,account:s,region:c,id:l,arn:n.arnOf(l,r,i)},name:{known:!0,value:u===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.n)(u)},tags:{known:!0,value:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.t)(n.tagsOf(i))},vpc:{known:!0,value:d===void 0?null:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_0__.n)(d)},facts:o}}async function m(e,t,r){let i=[];for(let a of (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__.t)(r,e.idsAtOnce))i.push(...await h(e,t,a));return i}async function h(e,t,n){let r=/* @__PURE__ */ new Map,a=[],o=[...new Set(n.map(({id:e})=>e))];try{for await(let n of d(e,t,o)){for(let e of n.resources)r.set(e.ref.id,e);a.push(...n.unclear)}}catch(t){let{why:r}=(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__.a)(t);return n.map(t=>({ref:t,resource:{known:!1,why:r,operation:e.operation}}))}return n.map(t=>({ref:t,resource:g(e.operation,r.get(t.id),a,t)}))}function g(e,t,n,{id:r}){return t===void 0?n.some(e=>e===null||e===r)?{known:!1,why:`malformed`,operation:e}:{known:!0,value:null}:{known:!0,value:t}}

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
