export const id = 1296;
export const ids = [1296];
export const modules = {

/***/ 1296:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _chunks_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5670);
/* harmony import */ var _chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4252);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
const{env:u}=process,d=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.p)(process.stdout,Date.now),f={env:u,folder:process.cwd(),log:d,now:Date.now,wait:e=>(0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(e)};try{let o=(0,_chunks_markdown_js__WEBPACK_IMPORTED_MODULE_0__.tt)((0,_chunks_markdown_js__WEBPACK_IMPORTED_MODULE_0__.Q)(u)),l=await (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.o)(f,o),{report:p,conclusion:m}=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.n)(f,l,o.kind===`inputs`?o.inputs.publish:null),h={conclusion:m,consoleLink:()=>``,workflow:(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.r)(u),journal:(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.t)(u,l)},g=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.c)((0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.l)(p,h)).split(`
`);for(let e of g)d.info(e);process.exitCode=m.conclusion===`pass`?0:1}catch(e){let t=e instanceof Error?`${e.stack??e.message}`:String(e);d.annotate({level:`error`,title:`A fault of Holdfast`,message:t,place:null}),process.exitCode=1}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
