export const id = 1548;
export const ids = [1548];
export const modules = {

/***/ 1548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _one_by_one_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5260);
/* harmony import */ var _schemas_03_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8599);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2999);
var l=class extends (0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.l)(_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.s,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.c,`GetRole`,_schemas_03_js__WEBPACK_IMPORTED_MODULE_1__.r){};const u={kind:`iam-role`,source:_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.i,read:(e,t)=>(0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.t)(t,`iam:GetRole`,async({id:t})=>{let{Role:n}=await(await e.iam()).send(new l({RoleName:t}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_2__.r)());return n===void 0?null:(0,_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.o)(e,n)}),send:_one_by_one_js__WEBPACK_IMPORTED_MODULE_0__.r};

/***/ })

};
