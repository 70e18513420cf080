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


/***/ }),

/***/ 4653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ a),
/* harmony export */   i: () => (/* binding */ i),
/* harmony export */   n: () => (/* binding */ t),
/* harmony export */   o: () => (/* binding */ s),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _canonical_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8700);
const t=6e4,n=e=>/^[\w./:~-]+$/.test(e)&&!e.includes(`--`);function r(e){if(!n(e))throw Error(`no name for a mark: ${JSON.stringify(e)}`);return`<!-- holdfast ${e} -->`}function i(t,r){let i=`${t}:${r}`;return n(i)&&i.length<200?i:`${t}:${(0,_canonical_json_js__WEBPACK_IMPORTED_MODULE_0__.n)(r).slice(0,16)}`}function a(e,n,i=t){let a=`\n\n${r(n)}`;if(e.length+a.length<=i)return e+a;let o=e.slice(0,i-a.length-80).toWellFormed(),s=o.lastIndexOf(`
`);return`${s>o.length/2?o.slice(0,s):o}

_Cut here: GitHub takes no longer text. The rest is in the report of the run._${a}`}const o=(e,t)=>e?.includes(r(t))===!0,s=(e,t)=>(e??``).replaceAll(`\r
`,`
`).trimEnd()===t.replaceAll(`\r
`,`
`).trimEnd();

/***/ })

};
