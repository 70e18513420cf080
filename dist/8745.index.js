export const id = 8745;
export const ids = [8745];
export const modules = {

/***/ 8745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ d)
/* harmony export */ });
/* harmony import */ var _one_by_one_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);
/* harmony import */ var _schemas_03_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8599);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2999);
/* harmony import */ var _live_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4547);
var u=class extends (0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.l)(_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.s,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.c,`GetPolicy`,_schemas_03_js__WEBPACK_IMPORTED_MODULE_1__.n){};const d={kind:`iam-policy`,source:_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.i,read:(t,n)=>(0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.t)(n,`iam:GetPolicy`,async({arn:n})=>{let{Policy:r}=await(await t.iam()).send(new u({PolicyArn:n}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_2__.r)());return r===void 0?null:(0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.a)(t,r,{known:!0,value:(0,_live_tags_js__WEBPACK_IMPORTED_MODULE_3__.t)(r.Tags)})}),send:_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.n};

/***/ })

};
