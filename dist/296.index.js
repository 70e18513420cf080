export const id = 296;
export const ids = [296];
export const modules = {

/***/ 1296:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4252);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
const{env:c}=process,l=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__.p)(process.stdout,Date.now),u={env:c,folder:process.cwd(),log:l,now:Date.now,wait:e=>(0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(e)};try{let a=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__._)((0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__.g)(c)),s=await (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__.l)(u,a),{report:d,conclusion:f}=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__.t)(u,s,a.kind===`inputs`?a.inputs.publish:null),p=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__.a)((0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_0__.o)(d,{conclusion:f,consoleLink:()=>``,workflow:null})).split(`
`);for(let e of p)l.info(e);process.exitCode=f.conclusion===`pass`?0:1}catch(e){let t=e instanceof Error?`${e.stack??e.message}`:String(e);l.annotate({level:`error`,title:`A fault of Holdfast`,message:t,place:null}),process.exitCode=1}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
