export const id = 994;
export const ids = [994];
export const modules = {

/***/ 5994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ h)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2487);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3161);
/* harmony import */ var _own_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3579);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3013);
var f=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeNetworkAcls`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.o){};const p=`ec2:DescribeNetworkAcls`,m={kind:`network-acl`,operation:p,id:null},h={kind:`network-acl`,list:g,read:async(e,t)=>t.map(e=>({ref:e,resource:{known:!1,why:`unsupported`,operation:p}})),send:async(e,t)=>({kind:`refused`,why:`Holdfast writes no network ACL`,failed:t.changes})};async function*g(e,{only:t}){let n=t===`all`?[null]:(0,_pool_js__WEBPACK_IMPORTED_MODULE_4__.t)(t.map(({id:e})=>e),200);try{let t=await e.ec2();for(let r of n){let n;do{let o={MaxResults:1e3,Filters:r===null?[]:[{Name:`network-acl-id`,Values:[...r]}],...n===void 0?{}:{NextToken:n}},l=await t.send(new f(o),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)());if(l.NetworkAcls===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_5__.n)(`no list of network ACLs`);let u=l.NetworkAcls.filter(({OwnerId:t})=>t===void 0||t===e.target.account).map(t=>({live:t,acl:_(e,t)}));yield{resources:u.flatMap(({acl:e})=>e??[])};for(let{live:t,acl:n}of u)n===null&&(yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_5__.t)(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.n)(`a network ACL that could not be understood`),{...m,id:t.NetworkAclId??null})});n=l.NextToken===``?void 0:l.NextToken}while(n!==void 0)}}catch(t){yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_5__.t)(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__.r)(t),m)}}}function _({target:e,partition:t},n){let r=(n.Entries??[]).map(y);if(n.NetworkAclId===void 0||r.includes(null))return null;let{account:i,region:a}=e,o=(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(n.NetworkAclId);return{ref:{kind:`network-acl`,account:i,region:a,id:o,arn:`arn:${t}:ec2:${a}:${i}:network-acl/${o}`},name:{known:!0,value:null},tags:{known:!0,value:new Map((n.Tags??[]).flatMap(({Key:e,Value:t})=>e===void 0?[]:[[(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(e),(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(t??``)]]))},vpc:{known:!0,value:n.VpcId===void 0?null:(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(n.VpcId)},facts:{isDefault:n.IsDefault===!0,subnets:n.Associations?.length??0,entries:r.filter(e=>e!==null).sort((e,t)=>e.number-t.number)}}}const v={1:`icmp`,6:`tcp`,17:`udp`,58:`icmpv6`};function y(e){let t=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_2__.t)(e.CidrBlock??e.Ipv6CidrBlock??``);if(t===null||e.RuleNumber===void 0||e.Protocol===void 0||e.RuleAction!==`allow`&&e.RuleAction!==`deny`)return null;let n=v[e.Protocol]??(0,_own_text_js__WEBPACK_IMPORTED_MODULE_3__.t)(e.Protocol),r=n===`tcp`||n===`udp`?e.PortRange:void 0;return{direction:e.Egress===!0?`egress`:`ingress`,number:e.RuleNumber,action:e.RuleAction,protocol:n,from:r?.From??null,to:r?.To??null,cidr:t}}

/***/ }),

/***/ 3579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e(e){let r=t.get(e);if(r!==void 0)return r;let i=Buffer.from(e,`utf8`).toString(`utf8`);return t.size<n&&t.set(i,i),i}const t=/* @__PURE__ */ new Map,n=1e4;

/***/ })

};
