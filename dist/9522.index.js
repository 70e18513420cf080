export const id = 9522;
export const ids = [9522,7141];
export const modules = {

/***/ 9522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromProcess: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _getProfileName_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6625);
/* harmony import */ var _parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8438);
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3228);
/* harmony import */ var _externalDataInterceptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(189);
/* harmony import */ var _setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6782);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1421);
const s=(e,t,n)=>{if(t.Version!==1)throw Error(`Profile ${e} credential_process did not return Version 1.`);if(t.AccessKeyId===void 0||t.SecretAccessKey===void 0)throw Error(`Profile ${e} credential_process returned invalid credentials.`);if(t.Expiration){let n=/* @__PURE__ */ new Date;if(new Date(t.Expiration)<n)throw Error(`Profile ${e} credential_process returned expired credentials.`)}let r=t.AccountId;!r&&n?.[e]?.aws_account_id&&(r=n[e].aws_account_id);let a={accessKeyId:t.AccessKeyId,secretAccessKey:t.SecretAccessKey,...t.SessionToken&&{sessionToken:t.SessionToken},...t.Expiration&&{expiration:new Date(t.Expiration)},...t.CredentialScope&&{credentialScope:t.CredentialScope},...r&&{accountId:r}};return (0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_5__.t)(a,`CREDENTIALS_PROCESS`,`w`),a},c=async(e,t,i)=>{let c=t[e];if(t[e]){let l=c.credential_process;if(l!==void 0){let c=(0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(_externalDataInterceptor_js__WEBPACK_IMPORTED_MODULE_2__.t?.getTokenRecord?.().exec??node_child_process__WEBPACK_IMPORTED_MODULE_4__.exec);try{let{stdout:n}=await c(l),r;try{r=JSON.parse(n.trim())}catch{throw Error(`Profile ${e} credential_process returned invalid JSON.`)}return s(e,r,t)}catch(e){throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(e.message,{logger:i})}}throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Profile ${e} did not contain credential_process.`,{logger:i})}throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Profile ${e} could not be found in shared credentials file.`,{logger:i})},l=(n={})=>async({callerClientConfig:r}={})=>{n.logger?.debug(`@aws-sdk/credential-provider-process - fromProcess`);let i=await (0,_parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_0__.t)(n);return c((0,_getProfileName_js__WEBPACK_IMPORTED_MODULE_6__.n)({profile:n.profile??r?.profile}),i,n.logger)};

/***/ }),

/***/ 189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var _getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8377);
/* harmony import */ var _readFile_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1633);
const n={getFileRecord(){return _readFile_js__WEBPACK_IMPORTED_MODULE_1__.t},interceptFile(e,n){_readFile_js__WEBPACK_IMPORTED_MODULE_1__.t[e]=Promise.resolve(n)},getTokenRecord(){return _getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_0__.n},interceptToken(t,n){_getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_0__.n[t]=n}};

/***/ }),

/***/ 6625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ t)
/* harmony export */ });
/* unused harmony export t */
const e=(/* unused pure expression or super */ null && (`AWS_PROFILE`)),t=e=>e.profile||process.env.AWS_PROFILE||`default`;

/***/ }),

/***/ 8377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ a),
/* harmony export */   r: () => (/* binding */ i),
/* harmony export */   t: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _readFile_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1633);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
const i=r=>{let i=(0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)(`sha1`).update(r).digest(`hex`);return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_readFile_js__WEBPACK_IMPORTED_MODULE_0__.r)(),`.aws`,`sso`,`cache`,`${i}.json`)},a={},o=async e=>{if(a[e])return a[e];let t=i(e),n=await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.readFile)(t,`utf8`);return JSON.parse(n)};

/***/ }),

/***/ 3201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ r),
/* harmony export */   n: () => (/* binding */ l),
/* harmony export */   r: () => (/* binding */ a),
/* harmony export */   t: () => (/* binding */ d)
/* harmony export */ });
/* harmony import */ var _readFile_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1633);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
var r;(function(e){e.PROFILE=`profile`,e.SSO_SESSION=`sso-session`,e.SERVICES=`services`})(r||={});const i=e=>Object.entries(e).filter(([e])=>{let t=e.indexOf(`.`);return t!==-1&&Object.values(r).includes(e.substring(0,t))}).reduce((e,[t,n])=>{let i=t.indexOf(`.`),a=t.substring(0,i)===r.PROFILE?t.substring(i+1):t;return e[a]=n,e},{...e.default&&{default:e.default}}),a=()=>process.env.AWS_CONFIG_FILE||(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_readFile_js__WEBPACK_IMPORTED_MODULE_0__.r)(),`.aws`,`config`),o=()=>process.env.AWS_SHARED_CREDENTIALS_FILE||(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_readFile_js__WEBPACK_IMPORTED_MODULE_0__.r)(),`.aws`,`credentials`),s=/^([\w-]+)\s(["'])?([\w-@+.%:/]+)\2$/,c=[`__proto__`,`profile __proto__`],l=e=>{let t={},n,i;for(let a of e.split(/\r?\n/)){let e=a.split(/(^|\s)[;#]/)[0].trim();if(e[0]===`[`&&e[e.length-1]===`]`){n=void 0,i=void 0;let t=e.substring(1,e.length-1),a=s.exec(t);if(a){let[,e,,t]=a;Object.values(r).includes(e)&&(n=[e,t].join(`.`))}else n=t;if(c.includes(t))throw Error(`Found invalid profile name "${t}"`)}else if(n){let r=e.indexOf(`=`);if(![0,-1].includes(r)){let[o,s]=[e.substring(0,r).trim(),e.substring(r+1).trim()];if(s===``)i=o;else{i&&a.trimStart()===a&&(i=void 0),t[n]=t[n]||{};let e=i?[i,o].join(`.`):o;t[n][e]=s}}}}return t},u=()=>({}),d=async(r={})=>{let{filepath:s=o(),configFilepath:c=a()}=r,d=(0,_readFile_js__WEBPACK_IMPORTED_MODULE_0__.r)(),f=s;s.startsWith(`~/`)&&(f=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(d,s.slice(2)));let p=c;c.startsWith(`~/`)&&(p=(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(d,c.slice(2)));let m=await Promise.all([(0,_readFile_js__WEBPACK_IMPORTED_MODULE_0__.n)(p,{ignoreCache:r.ignoreCache}).then(l).then(i).catch(u),(0,_readFile_js__WEBPACK_IMPORTED_MODULE_0__.n)(f,{ignoreCache:r.ignoreCache}).then(l).catch(u)]);return{configFile:m[0],credentialsFile:m[1]}};

/***/ }),

/***/ 8438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
/* harmony import */ var _loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3201);
const t=(...e)=>{let t={};for(let n of e)for(let[e,r]of Object.entries(n))t[e]===void 0?t[e]=r:Object.assign(t[e],r);return t},n=async n=>{let r=await (0,_loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_0__.t)(n);return t(r.configFile,r.credentialsFile)};

/***/ }),

/***/ 1633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ c),
/* harmony export */   r: () => (/* binding */ a),
/* harmony export */   t: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
const r={},i=()=>process&&process.geteuid?`${process.geteuid()}`:`DEFAULT`,a=()=>{let{HOME:n,USERPROFILE:a,HOMEPATH:o,HOMEDRIVE:s=`C:${node_path__WEBPACK_IMPORTED_MODULE_0__.sep}`}=process.env;if(n)return n;if(a)return a;if(o)return`${s}${o}`;let c=i();return r[c]||(r[c]=(0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)()),r[c]},o={},s={},c=(e,t)=>s[e]===void 0?((!o[e]||t?.ignoreCache)&&(o[e]=(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(e,`utf8`)),o[e]):s[e];

/***/ })

};
