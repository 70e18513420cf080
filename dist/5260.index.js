export const id = 5260;
export const ids = [5260];
export const modules = {

/***/ 5260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gzipSync: () => (/* reexport safe */ _esm2_js__WEBPACK_IMPORTED_MODULE_0__.n),
/* harmony export */   strFromU8: () => (/* reexport safe */ _esm2_js__WEBPACK_IMPORTED_MODULE_0__.i),
/* harmony export */   unzipSync: () => (/* reexport safe */ _esm2_js__WEBPACK_IMPORTED_MODULE_0__.o)
/* harmony export */ });
/* harmony import */ var _esm2_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8732);


/***/ })

};
