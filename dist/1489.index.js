export const id = 1489;
export const ids = [1489];
export const modules = {

/***/ 1489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EventStreamSerde: () => (/* reexport safe */ _event_streams_js__WEBPACK_IMPORTED_MODULE_0__.t),
/* harmony export */   eventStreamSerdeProvider: () => (/* reexport safe */ _event_streams_js__WEBPACK_IMPORTED_MODULE_0__.r)
/* harmony export */ });
/* harmony import */ var _event_streams_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7495);
/* harmony import */ var _s3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2517);


/***/ })

};
