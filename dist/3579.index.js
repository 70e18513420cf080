export const id = 3579;
export const ids = [3579];
export const modules = {

/***/ 3579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bears: () => (/* reexport safe */ _own_text2_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   bodyLimit: () => (/* reexport safe */ _own_text2_js__WEBPACK_IMPORTED_MODULE_0__.n),
/* harmony export */   mark: () => (/* reexport safe */ _own_text2_js__WEBPACK_IMPORTED_MODULE_0__.r),
/* harmony export */   markName: () => (/* reexport safe */ _own_text2_js__WEBPACK_IMPORTED_MODULE_0__.i),
/* harmony export */   marked: () => (/* reexport safe */ _own_text2_js__WEBPACK_IMPORTED_MODULE_0__.a),
/* harmony export */   sameBody: () => (/* reexport safe */ _own_text2_js__WEBPACK_IMPORTED_MODULE_0__.o)
/* harmony export */ });
/* harmony import */ var _own_text2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4653);


/***/ })

};
