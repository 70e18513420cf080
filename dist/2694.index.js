export const id = 2694;
export const ids = [2694];
export const modules = {

/***/ 2694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromIni: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var _getProfileName_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6625);
/* harmony import */ var _parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8438);
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3228);
/* harmony import */ var _setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6782);
/* harmony import */ var _chain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9230);
const a=(e,t,r)=>{let a={EcsContainer:async e=>{let{fromHttp:t}=await __webpack_require__.e(/* import() */ 7575).then(__webpack_require__.bind(__webpack_require__, 7575)),{fromContainerMetadata:n}=await __webpack_require__.e(/* import() */ 7225).then(__webpack_require__.bind(__webpack_require__, 9606));return r?.debug(`@aws-sdk/credential-provider-ini - credential_source is EcsContainer`),async()=>(0,_chain_js__WEBPACK_IMPORTED_MODULE_2__.t)(t(e??{}),n(e))().then(o)},Ec2InstanceMetadata:async e=>{r?.debug(`@aws-sdk/credential-provider-ini - credential_source is Ec2InstanceMetadata`);let{fromInstanceMetadata:t}=await __webpack_require__.e(/* import() */ 7225).then(__webpack_require__.bind(__webpack_require__, 9606));return async()=>t(e)().then(o)},Environment:async e=>{r?.debug(`@aws-sdk/credential-provider-ini - credential_source is Environment`);let{fromEnv:t}=await __webpack_require__.e(/* import() */ 7856).then(__webpack_require__.bind(__webpack_require__, 7856));return async()=>t(e)().then(o)}};if(e in a)return a[e];throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Unsupported credential source in profile ${t}. Got ${e}, expected EcsContainer or Ec2InstanceMetadata or Environment.`,{logger:r})},o=e=>(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(e,`CREDENTIALS_PROFILE_NAMED_PROVIDER`,`p`),s=(e,{profile:t=`default`,logger:n}={})=>!!e&&typeof e==`object`&&typeof e.role_arn==`string`&&[`undefined`,`string`].indexOf(typeof e.role_session_name)>-1&&[`undefined`,`string`].indexOf(typeof e.external_id)>-1&&[`undefined`,`string`].indexOf(typeof e.mfa_serial)>-1&&(c(e,{profile:t,logger:n})||l(e,{profile:t,logger:n})),c=(e,{profile:t,logger:n})=>{let r=typeof e.source_profile==`string`&&e.credential_source===void 0;return r&&n?.debug?.(`    ${t} isAssumeRoleWithSourceProfile source_profile=${e.source_profile}`),r},l=(e,{profile:t,logger:n})=>{let r=typeof e.credential_source==`string`&&e.source_profile===void 0;return r&&n?.debug?.(`    ${t} isCredentialSourceProfile credential_source=${e.credential_source}`),r},u=async(t,i,o,s,c={},l)=>{o.logger?.debug(`@aws-sdk/credential-provider-ini - resolveAssumeRoleCredentials (STS)`);let u=i[t],{source_profile:f,region:p}=u;if(!o.roleAssumer){let{getDefaultRoleAssumer:e}=await Promise.all(/* import() */[__webpack_require__.e(3280), __webpack_require__.e(5951)]).then(__webpack_require__.bind(__webpack_require__, 5951));o.roleAssumer=e({...o.clientConfig,credentialProviderLogger:o.logger,parentClientConfig:{...s,...o?.parentClientConfig,region:p??o?.parentClientConfig?.region??s?.region}},o.clientPlugins)}if(f&&f in c)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Detected a cycle attempting to resolve credentials for profile ${(0,_getProfileName_js__WEBPACK_IMPORTED_MODULE_4__.n)(o)}. Profiles visited: `+Object.keys(c).join(`, `),{logger:o.logger});o.logger?.debug(`@aws-sdk/credential-provider-ini - finding credential resolver using ${f?`source_profile=[${f}]`:`profile=[${t}]`}`);let m=f?l(f,i,o,s,{...c,[f]:!0},d(i[f]??{})):(await a(u.credential_source,t,o.logger)(o))();if(d(u))return m.then(e=>(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(e,`CREDENTIALS_PROFILE_SOURCE_PROFILE`,`o`));{let e={RoleArn:u.role_arn,RoleSessionName:u.role_session_name||`aws-sdk-js-${Date.now()}`,ExternalId:u.external_id,DurationSeconds:parseInt(u.duration_seconds||`3600`,10)},{mfa_serial:i}=u;if(i){if(!o.mfaCodeProvider)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Profile ${t} requires multi-factor authentication, but no MFA code callback was provided.`,{logger:o.logger,tryNextLink:!1});e.SerialNumber=i,e.TokenCode=await o.mfaCodeProvider(i)}let a=await m;return o.roleAssumer(a,e).then(e=>(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(e,`CREDENTIALS_PROFILE_SOURCE_PROFILE`,`o`))}},d=e=>!e.role_arn&&!!e.credential_source,f=e=>!!(e&&e.login_session),p=async(e,t,n)=>{let{fromLoginCredentials:i}=await __webpack_require__.e(/* import() */ 885).then(__webpack_require__.bind(__webpack_require__, 885)),a=await i({...t,profile:e})({callerClientConfig:n});return (0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(a,`CREDENTIALS_PROFILE_LOGIN`,`AC`)},m=e=>!!e&&typeof e==`object`&&typeof e.credential_process==`string`,h=async(e,t)=>{let{fromProcess:n}=await __webpack_require__.e(/* import() */ 7141).then(__webpack_require__.bind(__webpack_require__, 9522)),i=await n({...e,profile:t})();return (0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(i,`CREDENTIALS_PROFILE_PROCESS`,`v`)},g=async(e,t,n={},i)=>{let{fromSSO:a}=await __webpack_require__.e(/* import() */ 2830).then(__webpack_require__.bind(__webpack_require__, 449));return a({profile:e,logger:n.logger,parentClientConfig:n.parentClientConfig,clientConfig:n.clientConfig})({callerClientConfig:i}).then(e=>t.sso_session?(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(e,`CREDENTIALS_PROFILE_SSO`,`r`):(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(e,`CREDENTIALS_PROFILE_SSO_LEGACY`,`t`))},_=e=>e&&(typeof e.sso_start_url==`string`||typeof e.sso_account_id==`string`||typeof e.sso_session==`string`||typeof e.sso_region==`string`||typeof e.sso_role_name==`string`),v=e=>!!e&&typeof e==`object`&&typeof e.aws_access_key_id==`string`&&typeof e.aws_secret_access_key==`string`&&[`undefined`,`string`].indexOf(typeof e.aws_session_token)>-1&&[`undefined`,`string`].indexOf(typeof e.aws_account_id)>-1,y=async(e,t)=>{t?.logger?.debug(`@aws-sdk/credential-provider-ini - resolveStaticCredentials`);let n={accessKeyId:e.aws_access_key_id,secretAccessKey:e.aws_secret_access_key,sessionToken:e.aws_session_token,...e.aws_credential_scope&&{credentialScope:e.aws_credential_scope},...e.aws_account_id&&{accountId:e.aws_account_id}};return (0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(n,`CREDENTIALS_PROFILE`,`n`)},b=e=>!!e&&typeof e==`object`&&typeof e.web_identity_token_file==`string`&&typeof e.role_arn==`string`&&[`undefined`,`string`].indexOf(typeof e.role_session_name)>-1,x=async(e,t,n)=>{let{fromTokenFile:i}=await __webpack_require__.e(/* import() */ 2706).then(__webpack_require__.bind(__webpack_require__, 325)),a=await i({webIdentityTokenFile:e.web_identity_token_file,roleArn:e.role_arn,roleSessionName:e.role_session_name,roleAssumerWithWebIdentity:t.roleAssumerWithWebIdentity,logger:t.logger,parentClientConfig:t.parentClientConfig})({callerClientConfig:n});return (0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_3__.t)(a,`CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN`,`q`)},S=async(e,t,r,i,a={},o=!1)=>{let c=t[e];if(Object.keys(a).length>0&&v(c))return y(c,r);if(o||s(c,{profile:e,logger:r.logger}))return u(e,t,r,i,a,S);if(v(c))return y(c,r);if(b(c))return x(c,r,i);if(m(c))return h(r,e);if(_(c))return await g(e,c,r,i);if(f(c))return p(e,r,i);throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(`Could not resolve credentials using profile: [${e}] in configuration/credentials file(s).`,{logger:r.logger})},C=(n={})=>async({callerClientConfig:r}={})=>{n.logger?.debug(`@aws-sdk/credential-provider-ini - fromIni`);let i=await (0,_parseKnownFiles_js__WEBPACK_IMPORTED_MODULE_0__.t)(n);return S((0,_getProfileName_js__WEBPACK_IMPORTED_MODULE_4__.n)({profile:n.profile??r?.profile}),i,n,r)};

/***/ }),

/***/ 6625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ t)
/* harmony export */ });
/* unused harmony export t */
const e=(/* unused pure expression or super */ null && (`AWS_PROFILE`)),t=e=>e.profile||process.env.AWS_PROFILE||`default`;

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
