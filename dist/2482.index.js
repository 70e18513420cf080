export const id = 2482;
export const ids = [2482];
export const modules = {

/***/ 2482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentOnce: () => (/* reexport safe */ _comment2_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   keepComment: () => (/* reexport safe */ _comment2_js__WEBPACK_IMPORTED_MODULE_0__.n),
/* harmony export */   runMarker: () => (/* reexport safe */ _comment2_js__WEBPACK_IMPORTED_MODULE_0__.r)
/* harmony export */ });
/* harmony import */ var _comment2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6194);


/***/ })

};
