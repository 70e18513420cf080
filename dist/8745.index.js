export const id = 8745;
export const ids = [8745];
export const modules = {

/***/ 8745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4024);
/* harmony import */ var _gap_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2487);
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3161);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3013);
var u=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`GetManagedPrefixListEntries`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.h){};const d=`ec2:GetManagedPrefixListEntries`,f={kind:`prefix-list`,source:{per:`region`,async*list([e],{only:t}){if(t===`all`)throw Error(`prefix lists are read by id`);let n=await (0,_pool_js__WEBPACK_IMPORTED_MODULE_3__.n)(t,4,t=>p(e,t.id));for(let[r,i]of n.entries()){let n=t[r];n!==void 0&&(i.kind===`done`?yield{resources:[m(e,n,i.value)]}:yield{gap:(0,_gap_js__WEBPACK_IMPORTED_MODULE_4__.t)(e,(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__.i)(i.error),{kind:`prefix-list`,operation:d,id:n.id})})}}},async read(e,t){let n=await (0,_pool_js__WEBPACK_IMPORTED_MODULE_3__.n)(t,4,t=>p(e,t.id));return t.map((t,r)=>{let i=n[r];return i?.kind===`done`?{ref:t,resource:{known:!0,value:m(e,t,i.value)}}:{ref:t,resource:{known:!1,why:(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__.i)(i?.error).why,operation:d}}})},send:async(e,t)=>({kind:`refused`,why:`Holdfast writes no prefix list`,failed:t.changes})};async function p(e,t){let n=await e.ec2(),r=[],a;do{let e=await n.send(new u({PrefixListId:t,MaxResults:100,...a===void 0?{}:{NextToken:a}}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)());if(e.Entries===void 0)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_4__.n)(`no list of entries`);for(let{Cidr:t}of e.Entries){if(t===void 0||(0,_cidr_js__WEBPACK_IMPORTED_MODULE_2__.t)(t)===null)throw (0,_gap_js__WEBPACK_IMPORTED_MODULE_4__.n)(`an entry without its CIDR block`);r.push(t)}a=e.NextToken===``?void 0:e.NextToken}while(a!==void 0);return r}function m({partition:e},{account:t,region:n,id:r},i){return{ref:{kind:`prefix-list`,account:t,region:n,id:r,arn:`arn:${e}:ec2:${n}:${t}:prefix-list/${r}`},name:{known:!0,value:null},tags:{known:!1,why:`unsupported`,operation:`ec2:DescribeManagedPrefixLists`},vpc:{known:!0,value:null},facts:{entries:i}}}

/***/ })

};
