export const id = 1296;
export const ids = [1296];
export const modules = {

/***/ 1296:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _chunks_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6499);
/* harmony import */ var _chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4252);
/* harmony import */ var _chunks_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8344);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
const{env:l}=process,u=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.u)(process.stdout,Date.now),d={env:l,folder:process.cwd(),log:u,now:Date.now,wait:e=>(0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(e)};try{let o=(0,_chunks_tree_js__WEBPACK_IMPORTED_MODULE_0__.Z)((0,_chunks_tree_js__WEBPACK_IMPORTED_MODULE_0__.J)(l)),c=await (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.s)(d,o),{report:f,conclusion:p}=await (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.t)(d,c,o.kind===`inputs`?o.inputs.publish:null),m={...(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.n)(d,c,p),consoleLink:()=>``},h=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.l)((0,_chunks_client_js__WEBPACK_IMPORTED_MODULE_2__.M)(f,m)).split(`
`);for(let e of h)u.info(e);process.exitCode=p.conclusion===`pass`?0:1}catch(e){let t=e instanceof Error?`${e.stack??e.message}`:String(e);u.annotate({level:`error`,title:`A fault of Holdfast`,message:t,place:null}),process.exitCode=1}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
