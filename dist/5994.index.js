export const id = 5994;
export const ids = [5994];
export const modules = {

/***/ 5994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
var o=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeInstances`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.c){};const s=(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.n)({kind:`instance`,operation:`ec2:DescribeInstances`,prefixes:[`i-`],async page(e,{ids:t,token:n},r){let i={...t===null?{}:{Filters:[{Name:`instance-id`,Values:[...t]}]},MaxResults:1e3,...n===void 0?{}:{NextToken:n}},{Reservations:a,NextToken:s}=await e.send(new o(i),r);return{items:a?.flatMap(({Instances:e})=>e??[]),next:s}},idOf:({InstanceId:e})=>e,isGone:({State:e})=>e?.Name===`terminated`||e?.Name===`shutting-down`,tagsOf:({Tags:e})=>e,vpcOf:({VpcId:e})=>e,factsOf:({Tags:e})=>({autoScalingGroup:e?.find(({Key:e})=>e===`aws:autoscaling:groupName`)?.Value??null}),arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`instance`)});

/***/ })

};
