export const id = 6003;
export const ids = [6003];
export const modules = {

/***/ 6003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6796);
var o=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`DescribeVolumes`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.m){};const s=(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.n)({kind:`volume`,operation:`ec2:DescribeVolumes`,prefixes:[`vol-`],async page(e,{ids:t,token:n},r){let i={...t===null?{}:{Filters:[{Name:`volume-id`,Values:[...t]}]},MaxResults:1e3,...n===void 0?{}:{NextToken:n}},{Volumes:a,NextToken:s}=await e.send(new o(i),r);return{items:a,next:s}},idOf:({VolumeId:e})=>e,tagsOf:({Tags:e})=>e,factsOf:({Attachments:e})=>({instances:(e??[]).flatMap(({InstanceId:e})=>e??[])}),arnOf:(0,_ec2_kind_js__WEBPACK_IMPORTED_MODULE_1__.t)(`volume`)});

/***/ })

};
