export const id = 449;
export const ids = [449,2830];
export const modules = {

/***/ 449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromSSO: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3228);
/* harmony import */ var _getProfileName_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6625);
/* harmony import */ var _loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3201);
/* harmony import */ var _readFile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1633);
/* harmony import */ var _parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8438);
/* harmony import */ var _setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6782);
/* harmony import */ var _getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8377);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3024);
var f=class t extends _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.n{name=`TokenProviderError`;constructor(e,n=!0){super(e,n),Object.setPrototypeOf(this,t.prototype)}};const p=e=>Object.entries(e).filter(([e])=>e.startsWith(_loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_1__.i.SSO_SESSION+`.`)).reduce((e,[t,n])=>({...e,[t.substring(t.indexOf(`.`)+1)]:n}),{}),m=()=>({}),h=async(e={})=>(0,_readFile_js__WEBPACK_IMPORTED_MODULE_2__.n)(e.configFilepath??(0,_loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_1__.r)()).then(_loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_1__.n).then(p).catch(m),g=e=>e&&(typeof e.sso_start_url==`string`||typeof e.sso_account_id==`string`||typeof e.sso_session==`string`||typeof e.sso_region==`string`||typeof e.sso_role_name==`string`),_=`To refresh this SSO session run 'aws sso login' with the corresponding profile.`,v=async(e,t={},n)=>{let{SSOOIDCClient:r}=await Promise.all(/* import() */[__webpack_require__.e(3280), __webpack_require__.e(9477), __webpack_require__.e(6105)]).then(__webpack_require__.bind(__webpack_require__, 7028)),i=e=>t.clientConfig?.[e]??t.parentClientConfig?.[e]??n?.[e];return new r(Object.assign({},t.clientConfig??{},{region:e??t.clientConfig?.region,logger:i(`logger`),userAgentAppId:i(`userAgentAppId`)}))},y=async(e,t,n={},r)=>{let{CreateTokenCommand:i}=await Promise.all(/* import() */[__webpack_require__.e(3280), __webpack_require__.e(9477), __webpack_require__.e(6105)]).then(__webpack_require__.bind(__webpack_require__, 7028));return(await v(t,n,r)).send(new i({clientId:e.clientId,clientSecret:e.clientSecret,refreshToken:e.refreshToken,grantType:`refresh_token`}))},b=e=>{if(e.expiration&&e.expiration.getTime()<Date.now())throw new f(`Token is expired. ${_}`,!1)},x=(e,t,n=!1)=>{if(t===void 0)throw new f(`Value not present for '${e}' in SSO Token${n?`. Cannot refresh`:``}. ${_}`,!1)},{writeFile:S}=node_fs__WEBPACK_IMPORTED_MODULE_5__.promises,C=(e,t)=>{let n=(0,_getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_4__.r)(e),r=JSON.stringify(t,null,2);return S(n,r)},w=/* @__PURE__ */ new Map,T=/* @__PURE__ */ new Map,E=(e={})=>async({callerClientConfig:t}={})=>{e.logger?.debug(`@aws-sdk/token-providers - fromSso`);let r=await (0,_parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_3__.t)(e),i=(0,_getProfileName_js__WEBPACK_IMPORTED_MODULE_6__.n)({profile:e.profile??t?.profile}),a=r[i];if(!a)throw new f(`Profile '${i}' could not be found in shared credentials file.`,!1);if(!a.sso_session)throw new f(`Profile '${i}' is missing required property 'sso_session'.`);let o=a.sso_session,c=T.get(o);if(c)return await c;let l=(await h(e))[o];if(!l)throw new f(`Sso session '${o}' could not be found in shared credentials file.`,!1);for(let e of[`sso_start_url`,`sso_region`])if(!l[e])throw new f(`Sso session '${o}' is missing required property '${e}'.`,!1);l.sso_start_url;let d=l.sso_region,p;try{p=await (0,_getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_4__.t)(o)}catch{throw new f(`The SSO session token associated with profile=${i} was not found or is invalid. ${_}`,!1)}x(`accessToken`,p.accessToken),x(`expiresAt`,p.expiresAt);let{accessToken:m,expiresAt:g}=p,v={token:m,expiration:new Date(g)};if(v.expiration.getTime()-Date.now()>3e5)return v;let S=T.get(o);if(S)return await S;let E=w.get(o)??0;if(Date.now()-E<3e4)return b(v),v;x(`clientId`,p.clientId,!0),x(`clientSecret`,p.clientSecret,!0),x(`refreshToken`,p.refreshToken,!0);let D=(async()=>{try{w.set(o,Date.now());let n=await y(p,d,e,t);x(`accessToken`,n.accessToken),x(`expiresIn`,n.expiresIn);let r=new Date(Date.now()+n.expiresIn*1e3);try{await C(o,{...p,accessToken:n.accessToken,expiresAt:r.toISOString(),refreshToken:n.refreshToken})}catch{}return{token:n.accessToken,expiration:r}}catch{return b(v),v}})();T.set(o,D);try{return await D}finally{T.delete(o)}},D=async({ssoStartUrl:e,ssoSession:n,ssoAccountId:r,ssoRegion:i,ssoRoleName:a,ssoClient:o,clientConfig:s,parentClientConfig:l,callerClientConfig:d,profile:f,filepath:p,configFilepath:m,ignoreCache:h,logger:g})=>{let _,v=`To refresh this SSO session run aws sso login with the corresponding profile.`;if(n)try{let e=await E({profile:f,filepath:p,configFilepath:m,ignoreCache:h,clientConfig:s,parentClientConfig:l,logger:g})({callerClientConfig:d});_={accessToken:e.token,expiresAt:new Date(e.expiration).toISOString()}}catch(e){throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(e.message,{tryNextLink:!1,logger:g})}else try{_=await (0,_getSSOTokenFromFile_js__WEBPACK_IMPORTED_MODULE_4__.t)(e)}catch{throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`The SSO session associated with this profile is invalid. ${v}`,{tryNextLink:!1,logger:g})}if(new Date(_.expiresAt).getTime()-Date.now()<=0)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`The SSO session associated with this profile has expired. ${v}`,{tryNextLink:!1,logger:g});let{accessToken:y}=_,{SSOClient:b,GetRoleCredentialsCommand:x}=await Promise.all(/* import() */[__webpack_require__.e(3280), __webpack_require__.e(9477), __webpack_require__.e(5127)]).then(__webpack_require__.bind(__webpack_require__, 4280)),S=o||new b(Object.assign({},s??{},{logger:s?.logger??d?.logger??l?.logger,region:s?.region??i,userAgentAppId:s?.userAgentAppId??d?.userAgentAppId??l?.userAgentAppId})),C;try{C=await S.send(new x({accountId:r,roleName:a,accessToken:y}))}catch(e){throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(e,{tryNextLink:!1,logger:g})}let{roleCredentials:{accessKeyId:w,secretAccessKey:T,sessionToken:D,expiration:O,credentialScope:k,accountId:A}={}}=C;if(!w||!T||!D||!O)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`SSO returns an invalid temporary credential.`,{tryNextLink:!1,logger:g});let j={accessKeyId:w,secretAccessKey:T,sessionToken:D,expiration:new Date(O),...k&&{credentialScope:k},...A&&{accountId:A}};return n?(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_7__.t)(j,`CREDENTIALS_SSO`,`s`):(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_7__.t)(j,`CREDENTIALS_SSO_LEGACY`,`u`),j},O=(e,n)=>{let{sso_start_url:r,sso_account_id:i,sso_region:a,sso_role_name:o}=e;if(!r||!i||!a||!o)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Profile is configured with invalid SSO credentials. Required parameters "sso_account_id", "sso_region", "sso_role_name", "sso_start_url". Got ${Object.keys(e).join(`, `)}\nReference: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html`,{tryNextLink:!1,logger:n});return e},k=(e={})=>async({callerClientConfig:r}={})=>{e.logger?.debug(`@aws-sdk/credential-provider-sso - fromSSO`);let{ssoStartUrl:i,ssoAccountId:a,ssoRegion:o,ssoRoleName:c,ssoSession:l}=e,{ssoClient:u}=e,d=(0,_getProfileName_js__WEBPACK_IMPORTED_MODULE_6__.n)({profile:e.profile??r?.profile});if(!i&&!a&&!o&&!c&&!l){let n=(await (0,_parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_3__.t)(e))[d];if(!n)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Profile ${d} was not found.`,{logger:e.logger});if(!g(n))throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Profile ${d} is not configured with SSO credentials.`,{logger:e.logger});if(n?.sso_session){let r=(await h(e))[n.sso_session],a=` configurations in profile ${d} and sso-session ${n.sso_session}`;if(o&&o!==r.sso_region)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Conflicting SSO region`+a,{tryNextLink:!1,logger:e.logger});if(i&&i!==r.sso_start_url)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Conflicting SSO start_url`+a,{tryNextLink:!1,logger:e.logger});n.sso_region=r.sso_region,n.sso_start_url=r.sso_start_url}let{sso_start_url:r,sso_account_id:a,sso_region:c,sso_role_name:l,sso_session:f}=O(n,e.logger);return D({ssoStartUrl:r,ssoSession:f,ssoAccountId:a,ssoRegion:c,ssoRoleName:l,ssoClient:u,clientConfig:e.clientConfig,parentClientConfig:e.parentClientConfig,callerClientConfig:e.callerClientConfig,profile:d,filepath:e.filepath,configFilepath:e.configFilepath,ignoreCache:e.ignoreCache,logger:e.logger})}if(!i||!a||!o||!c)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Incomplete configuration. The fromSSO() argument hash must include "ssoStartUrl", "ssoAccountId", "ssoRegion", "ssoRoleName"`,{tryNextLink:!1,logger:e.logger});return D({ssoStartUrl:i,ssoSession:l,ssoAccountId:a,ssoRegion:o,ssoRoleName:c,ssoClient:u,clientConfig:e.clientConfig,parentClientConfig:e.parentClientConfig,callerClientConfig:e.callerClientConfig,profile:d,filepath:e.filepath,configFilepath:e.configFilepath,ignoreCache:e.ignoreCache,logger:e.logger})};

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
