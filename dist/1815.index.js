export const id = 1815;
export const ids = [1815];
export const modules = {

/***/ 1815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   anyKindIo: () => (/* binding */ t)
/* harmony export */ });
const e={per:`region`,async*list(){}};function t(t){return{kind:t,source:e,read:async(e,t)=>t.map(e=>({ref:e,resource:{known:!1,why:`unsupported`,operation:`tag:GetResources`}})),send:async(e,t)=>({kind:`refused`,why:`not written yet`,failed:t.changes})}}

/***/ })

};
