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
var c=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeNetworkAcls`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.l){};const l=(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.n)({kind:`network-acl`,operation:`ec2:DescribeNetworkAcls`,prefixes:[`acl-`],async page(e,{ids:t,token:n},r){let i={MaxResults:1e3,Filters:t===null?[]:[{Name:`network-acl-id`,Values:[...t]}],...n===void 0?{}:{NextToken:n}},{NetworkAcls:a,NextToken:o}=await e.send(new c(i),r);return{items:a,next:o}},idOf:({NetworkAclId:e})=>e,ownerOf:({OwnerId:e})=>e,tagsOf:({Tags:e})=>e,vpcOf:({VpcId:e})=>e,factsOf:u,arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`network-acl`)});function u({IsDefault:e,Associations:t,Entries:n}){let r=n?.map(f);return r===void 0||r.includes(null)?null:{isDefault:e===!0,subnets:t?.length??0,entries:r.filter(e=>e!==null).sort((e,t)=>e.number-t.number)}}const d={1:`icmp`,6:`tcp`,17:`udp`,58:`icmpv6`};function f(e){let t=(0,_cidr_js__WEBPACK_IMPORTED_MODULE_2__.t)(e.CidrBlock??e.Ipv6CidrBlock??``);if(t===null||e.RuleNumber===void 0||e.Protocol===void 0||e.RuleAction!==`allow`&&e.RuleAction!==`deny`)return null;let n=d[e.Protocol]??(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.o)(e.Protocol),r=n===`tcp`||n===`udp`?e.PortRange:void 0;return{direction:e.Egress===!0?`egress`:`ingress`,number:e.RuleNumber,action:e.RuleAction,protocol:n,from:r?.From??null,to:r?.To??null,cidr:t}}

/***/ })

};
