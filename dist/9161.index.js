export const id = 9161;
export const ids = [9161];
export const modules = {

/***/ 3228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
var e=class e extends Error{name=`ProviderError`;tryNextLink;constructor(t,n=!0){let r,i=!0;typeof n==`boolean`?(r=void 0,i=n):typeof n==`object`&&n&&(r=n.logger,i=n.tryNextLink??!0),super(t),this.tryNextLink=i,Object.setPrototypeOf(this,e.prototype),r?.debug?.(`@smithy/property-provider ${i?`->`:`(!)`} ${t}`)}static from(e,t=!0){return Object.assign(new this(e.message,t),e)}},t=class t extends e{name=`CredentialsProviderError`;constructor(e,n=!0){super(e,n),Object.setPrototypeOf(this,t.prototype)}};

/***/ }),

/***/ 9230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3228);
const t=(...t)=>async()=>{if(t.length===0)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.n(`No providers in chain`);let n;for(let e of t)try{return await e()}catch(e){if(n=e,e?.tryNextLink)continue;throw e}throw n};

/***/ }),

/***/ 7432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ c)
/* harmony export */ });
/* unused harmony exports a, i, n, o, r, t */
/* harmony import */ var _setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6782);
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3228);
const n=`AWS_ACCESS_KEY_ID`,r=`AWS_SECRET_ACCESS_KEY`,i=`AWS_SESSION_TOKEN`,a=`AWS_CREDENTIAL_EXPIRATION`,o=`AWS_CREDENTIAL_SCOPE`,s=`AWS_ACCOUNT_ID`,c=c=>async()=>{c?.logger?.debug(`@aws-sdk/credential-provider-env - fromEnv`);let l=process.env[n],u=process.env[r],d=process.env[i],f=process.env[a],p=process.env[o],m=process.env[s];if(l&&u){let t={accessKeyId:l,secretAccessKey:u,...d&&{sessionToken:d},...f&&{expiration:new Date(f)},...p&&{credentialScope:p},...m&&{accountId:m}};return (0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_1__.t)(t,`CREDENTIALS_ENV_VARS`,`g`),t}throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Unable to find environment variable credentials.`,{logger:c?.logger})};

/***/ }),

/***/ 2604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ s)
/* harmony export */ });
/* unused harmony export t */
/* harmony import */ var _dist_es_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7432);
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3228);
/* harmony import */ var _chain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9230);
const r=async e=>{let{ENV_CMDS_FULL_URI:r,ENV_CMDS_RELATIVE_URI:i,fromContainerMetadata:a,fromInstanceMetadata:o}=await __webpack_require__.e(/* import() */ 9606).then(__webpack_require__.bind(__webpack_require__, 9606));if(process.env[i]||process.env[r]){e.logger?.debug(`@aws-sdk/credential-provider-node - remoteProvider::fromHttp/fromContainerMetadata`);let{fromHttp:t}=await __webpack_require__.e(/* import() */ 7575).then(__webpack_require__.bind(__webpack_require__, 7575));return (0,_chain_js__WEBPACK_IMPORTED_MODULE_2__.t)(t(e),a(e))}return process.env.AWS_EC2_METADATA_DISABLED&&process.env.AWS_EC2_METADATA_DISABLED!==`false`?async()=>{throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`EC2 Instance Metadata Service access disabled`,{logger:e.logger})}:(e.logger?.debug(`@aws-sdk/credential-provider-node - remoteProvider::fromInstanceMetadata`),o(e))};function i(e,t){let n=a(e),r,i,o,s,c=async e=>{if(e?.forceRefresh)return s||=n(e).then(e=>{o=e}).finally(()=>{s=void 0}),await s,o;if(o?.expiration&&o?.expiration?.getTime()<Date.now()&&(o=void 0),r)await r;else if(!o||t?.(o)){if(o)i||=n(e).then(e=>{o=e}).catch(()=>{}).finally(()=>{i=void 0});else return r=n(e).then(e=>{o=e}).finally(()=>{r=void 0}),c(e)}return o};return c}const a=e=>async t=>{let n;for(let r of e)try{return await r(t)}catch(e){if(n=e,e?.tryNextLink)continue;throw e}throw n};let o=!1;const s=(n={})=>i([async()=>{if(n.profile??process.env.AWS_PROFILE)throw process.env.AWS_ACCESS_KEY_ID&&process.env.AWS_SECRET_ACCESS_KEY&&(o||=((n.logger?.warn&&n.logger?.constructor?.name!==`NoOpLogger`?n.logger.warn.bind(n.logger):console.warn)(`@aws-sdk/credential-provider-node - defaultProvider::fromEnv WARNING:
    Multiple credential sources detected: 
    Both AWS_PROFILE and the pair AWS_ACCESS_KEY_ID/AWS_SECRET_ACCESS_KEY static credentials are set.
    This SDK will proceed with the AWS_PROFILE value.
    
    However, a future version may change this behavior to prefer the ENV static credentials.
    Please ensure that your environment only sets either the AWS_PROFILE or the
    AWS_ACCESS_KEY_ID/AWS_SECRET_ACCESS_KEY pair.
`),!0)),new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`AWS_PROFILE is set, skipping fromEnv provider.`,{logger:n.logger,tryNextLink:!0});return n.logger?.debug(`@aws-sdk/credential-provider-node - defaultProvider::fromEnv`),(0,_dist_es_js__WEBPACK_IMPORTED_MODULE_0__.s)(n)()},async e=>{n.logger?.debug(`@aws-sdk/credential-provider-node - defaultProvider::fromSSO`);let{ssoStartUrl:r,ssoAccountId:i,ssoRegion:a,ssoRoleName:o,ssoSession:s}=n;if(!r&&!i&&!a&&!o&&!s)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Skipping SSO provider in default chain (inputs do not include SSO fields).`,{logger:n.logger});let{fromSSO:c}=await __webpack_require__.e(/* import() */ 449).then(__webpack_require__.bind(__webpack_require__, 449));return c(n)(e)},async e=>{n.logger?.debug(`@aws-sdk/credential-provider-node - defaultProvider::fromIni`);let{fromIni:t}=await __webpack_require__.e(/* import() */ 2694).then(__webpack_require__.bind(__webpack_require__, 2694));return t(n)(e)},async e=>{n.logger?.debug(`@aws-sdk/credential-provider-node - defaultProvider::fromProcess`);let{fromProcess:t}=await __webpack_require__.e(/* import() */ 9522).then(__webpack_require__.bind(__webpack_require__, 9522));return t(n)(e)},async e=>{n.logger?.debug(`@aws-sdk/credential-provider-node - defaultProvider::fromTokenFile`);let{fromTokenFile:t}=await __webpack_require__.e(/* import() */ 325).then(__webpack_require__.bind(__webpack_require__, 325));return t(n)(e)},async()=>(n.logger?.debug(`@aws-sdk/credential-provider-node - defaultProvider::remoteProvider`),(await r(n))()),async()=>{throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Could not load credentials from any providers`,{tryNextLink:!1,logger:n.logger})}],c),c=e=>e?.expiration!==void 0&&e.expiration.getTime()-Date.now()<3e5;

/***/ }),

/***/ 6625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ t)
/* harmony export */ });
/* unused harmony export t */
const e=(/* unused pure expression or super */ null && (`AWS_PROFILE`)),t=e=>e.profile||process.env.AWS_PROFILE||`default`;

/***/ }),

/***/ 7046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
var e=class e{method;protocol;hostname;port;path;query;headers;username;password;fragment;body;constructor(e){this.method=e.method||`GET`,this.hostname=e.hostname||`localhost`,this.port=e.port,this.query=e.query||{},this.headers=e.headers||{},this.body=e.body,this.protocol=e.protocol?e.protocol.slice(-1)===`:`?e.protocol:`${e.protocol}:`:`https:`,this.path=e.path?e.path.charAt(0)===`/`?e.path:`/${e.path}`:`/`,this.username=e.username,this.password=e.password,this.fragment=e.fragment}static clone(n){let r=new e({...n,headers:{...n.headers}});return r.query&&=t(r.query),r}static isInstance(e){if(!e)return!1;let t=e;return`method`in t&&`protocol`in t&&`hostname`in t&&`path`in t&&typeof t.query==`object`&&typeof t.headers==`object`}clone(){return e.clone(this)}};function t(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return{...t,[n]:Array.isArray(r)?[...r]:r}},{})}

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

/***/ }),

/***/ 6782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e(e,t,n){return e.$source||={},e.$source[t]=n,e}

/***/ })

};
