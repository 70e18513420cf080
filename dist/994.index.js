export const id = 994;
export const ids = [994];
export const modules = {

/***/ 5994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4024);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3161);
/* harmony import */ var _own_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3579);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3013);
var u=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeNetworkAcls`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.o){};const d=`ec2:DescribeNetworkAcls`,f={kind:`network-acl`,list:p,read:async(e,t)=>t.map(e=>({ref:e,resource:{known:!1,why:`unsupported`,operation:d}})),send:async(e,t)=>({kind:`refused`,why:`Holdfast writes no network ACL`,failed:t.changes})};async function*p(e,{only:t}){let n=t===`all`?[null]:(0,_pool_js__WEBPACK_IMPORTED_MODULE_4__.t)(t.map(({id:e})=>e),200);try{let t=await e.ec2();for(let r of n){let n;do{let o={MaxResults:1e3,Filters:r===null?[]:[{Name:`network-acl-id`,Values:[...r]}],...n===void 0?{}:{NextToken:n}},s=await t.send(new u(o),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)());if(s.NetworkAcls===void 0)throw Object.assign(/* @__PURE__ */ Error(`no list of network ACLs`),{name:`MalformedAnswer`});let c=s.NetworkAcls.filter(({OwnerId:t})=>t===void 0||t===e.target.account).map(t=>({live:t,acl:m(e,t)}));yield{resources:c.flatMap(({acl:e})=>e??[])};for(let{live:t,acl:n}of c)n===null&&(yield{gap:_(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__.n)(`a network ACL that could not be understood`),t.NetworkAclId??null)});n=s.NextToken===``?void 0:s.NextToken}while(n!==void 0)}}catch(t){yield{gap:_(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__.r)(t),null)}}}function m({target:e,partition:t},n){let r=(n.Entries??[]).map(g);if(n.NetworkAclId===void 0||r.includes(null))return null;let{account:i,region:a}=e,o=(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(n.NetworkAclId);return{ref:{kind:`network-acl`,account:i,region:a,id:o,arn:`arn:${t}:ec2:${a}:${i}:network-acl/${o}`},name:{known:!0,value:null},tags:{known:!0,value:new Map((n.Tags??[]).flatMap(({Key:e,Value:t})=>e===void 0?[]:[[(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(e),(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(t??``)]]))},vpc:{known:!0,value:n.VpcId===void 0?null:(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(n.VpcId)},facts:{isDefault:n.IsDefault===!0,subnets:n.Associations?.length??0,entries:r.filter(e=>e!==null).sort((e,t)=>e.number-t.number)}}}const h={1:`icmp`,6:`tcp`,17:`udp`,58:`icmpv6`};function g(e){let t=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_2__.t)(e.CidrBlock??e.Ipv6CidrBlock??``);if(t===null||e.RuleNumber===void 0||e.Protocol===void 0||e.RuleAction!==`allow`&&e.RuleAction!==`deny`)return null;let n=h[e.Protocol]??(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(e.Protocol),r=n===`tcp`||n===`udp`?e.PortRange:void 0;return{direction:e.Egress===!0?`egress`:`ingress`,number:e.RuleNumber,action:e.RuleAction,protocol:n,from:r?.From??null,to:r?.To??null,cidr:t}}function _({target:e},{why:t,code:n,message:r},i){let{account:a,region:o}=e;return{account:a,region:o,kind:`network-acl`,id:i,operation:d,why:t,detail:`${n}: ${r}`}}

/***/ })

};
