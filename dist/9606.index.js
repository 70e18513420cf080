export const id = 9606;
export const ids = [9606,7225];
export const modules = {

/***/ 7742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ s),
/* harmony export */   r: () => (/* binding */ a),
/* harmony export */   t: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var _loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3201);
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3228);
/* harmony import */ var _chain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9230);
/* harmony import */ var _getProfileName_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6625);
function i(e){let t={};if(e=e.replace(/^\?/,``),e)for(let n of e.split(`&`)){let[e,r=null]=n.split(`=`);e=decodeURIComponent(e),r&&=decodeURIComponent(r),e in t?Array.isArray(t[e])?t[e].push(r):t[e]=[t[e],r]:t[e]=r}return t}const a=e=>{if(typeof e==`string`)return a(new URL(e));let{hostname:t,pathname:n,port:r,protocol:o,search:s}=e,c;return s&&(c=i(s)),{hostname:t,port:r?parseInt(r):void 0,protocol:o,path:n,query:c}},o=e=>()=>Promise.resolve(e),s=(e,t,n)=>{let r,i,a,o=!1,s=async()=>{i||=e();try{r=await i,a=!0,o=!1}finally{i=void 0}return r};return t===void 0?async e=>((!a||e?.forceRefresh)&&(r=await s()),r):async e=>((!a||e?.forceRefresh)&&(r=await s()),o?r:n&&!n(r)?(o=!0,r):(t(r)&&await s(),r))};function c(e){try{let t=new Set(Array.from(e.match(/([A-Z_]){3,}/g)??[]));return t.delete(`CONFIG`),t.delete(`CONFIG_PREFIX_SEPARATOR`),t.delete(`ENV`),[...t].join(`, `)}catch{return e}}const l=(e,n)=>async()=>{try{let t=e(process.env,n);if(t===void 0)throw Error();return t}catch(r){throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(r.message||`Not found in ENV: ${c(e.toString())}`,{logger:n?.logger})}},u=(n,{preferredFile:i=`config`,...a}={})=>async()=>{let o=(0,_getProfileName_js__WEBPACK_IMPORTED_MODULE_3__.n)(a),{configFile:s,credentialsFile:l}=await (0,_loadSharedConfigFiles_js__WEBPACK_IMPORTED_MODULE_0__.t)(a),u=l[o]||{},d=s[o]||{},f=i===`config`?{...u,...d}:{...d,...u};try{let e=n(f,i===`config`?s:l);if(e===void 0)throw Error();return e}catch(e){throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_1__.t(e.message||`Not found in config files w/ profile [${o}]: ${c(n.toString())}`,{logger:a.logger})}},d=e=>typeof e==`function`,f=e=>d(e)?async()=>await e():o(e),p=({environmentVariableSelector:e,configFileSelector:t,default:r},i={})=>{let{signingName:a,logger:o}=i;return s((0,_chain_js__WEBPACK_IMPORTED_MODULE_2__.t)(l(e,{signingName:a,logger:o}),u(t,i),f(r)))};

/***/ }),

/***/ 9606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ENV_CMDS_FULL_URI: () => (/* binding */ u),
/* harmony export */   ENV_CMDS_RELATIVE_URI: () => (/* binding */ d),
/* harmony export */   fromContainerMetadata: () => (/* binding */ f),
/* harmony export */   fromInstanceMetadata: () => (/* binding */ j)
/* harmony export */ });
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3228);
/* harmony import */ var _configLoader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7742);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7067);
const a=e=>!!e&&typeof e==`object`&&typeof e.AccessKeyId==`string`&&typeof e.SecretAccessKey==`string`&&typeof e.Token==`string`&&typeof e.Expiration==`string`,o=e=>({accessKeyId:e.AccessKeyId,secretAccessKey:e.SecretAccessKey,sessionToken:e.Token,expiration:new Date(e.Expiration),...e.AccountId&&{accountId:e.AccountId}}),s=({maxRetries:e=0,timeout:t=1e3})=>({maxRetries:e,timeout:t});function c(t){return new Promise((n,r)=>{let a=node_http__WEBPACK_IMPORTED_MODULE_2__.request({method:`GET`,...t,hostname:t.hostname?.replace(/^\[(.+)\]$/,`$1`)});a.on(`error`,t=>{r(Object.assign(new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.n(`Unable to connect to instance metadata service`),t)),a.destroy()}),a.on(`timeout`,()=>{r(new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.n(`TimeoutError from instance metadata service`)),a.destroy()}),a.on(`response`,t=>{let{statusCode:i=400}=t;(i<200||300<=i)&&(r(Object.assign(new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.n(`Error response received from instance metadata service`),{statusCode:i})),a.destroy());let o=[];t.on(`data`,e=>{o.push(e)}),t.on(`end`,()=>{n(Buffer.concat(o)),a.destroy()})}),a.end()})}const l=(e,t)=>{let n=e();for(let r=0;r<t;r++)n=n.catch(e);return n},u=`AWS_CONTAINER_CREDENTIALS_FULL_URI`,d=`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`,f=(e={})=>{let{timeout:n,maxRetries:r}=s(e);return()=>l(async()=>{let r=await g({logger:e.logger}),i=JSON.parse(await p(n,r));if(!a(i))throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Invalid response received from instance metadata service.`,{logger:e.logger});return o(i)},r)},p=async(e,t)=>(process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN&&(t.headers={...t.headers,Authorization:process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN}),(await c({...t,timeout:e})).toString()),m=/* @__PURE__ */ new Set([`localhost`,`127.0.0.1`]),h=/* @__PURE__ */ new Set([`http:`,`https:`]),g=async({logger:e})=>{if(process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)return{hostname:`169.254.170.2`,path:process.env[d]};if(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI){let n;try{n=new URL(process.env[u])}catch{throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`${process.env[u]} is not a valid container metadata service URL`,{tryNextLink:!1,logger:e})}if(!n.hostname||!m.has(n.hostname))throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`${n.hostname} is not a valid container metadata service hostname`,{tryNextLink:!1,logger:e});if(!n.protocol||!h.has(n.protocol))throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`${n.protocol} is not a valid container metadata service protocol`,{tryNextLink:!1,logger:e});return{protocol:n.protocol,hostname:n.hostname,path:n.pathname+n.search,port:n.port?parseInt(n.port,10):void 0}}throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`The container metadata credential provider cannot be used unless the ${d} or ${u} environment variable is set`,{tryNextLink:!1,logger:e})};var _=class e extends _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t{tryNextLink;name=`InstanceMetadataV1FallbackError`;constructor(t,n=!0){super(t,n),this.tryNextLink=n,Object.setPrototypeOf(this,e.prototype)}},v;(function(e){e.IPv4=`http://169.254.169.254`,e.IPv6=`http://[fd00:ec2::254]`})(v||={});const y={environmentVariableSelector:e=>e.AWS_EC2_METADATA_SERVICE_ENDPOINT,configFileSelector:e=>e.ec2_metadata_service_endpoint,default:void 0};var b;(function(e){e.IPv4=`IPv4`,e.IPv6=`IPv6`})(b||={});const x={environmentVariableSelector:e=>e.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE,configFileSelector:e=>e.ec2_metadata_service_endpoint_mode,default:b.IPv4},S=async()=>(0,_configLoader_js__WEBPACK_IMPORTED_MODULE_1__.r)(await C()||await w()),C=async()=>(0,_configLoader_js__WEBPACK_IMPORTED_MODULE_1__.t)(y)(),w=async()=>{let e=await (0,_configLoader_js__WEBPACK_IMPORTED_MODULE_1__.t)(x)();switch(e){case b.IPv4:return v.IPv4;case b.IPv6:return v.IPv6;default:throw Error(`Unsupported endpoint mode: ${e}. Select from ${Object.values(b)}`)}},T=(e,t)=>{let n=300+Math.floor(Math.random()*300),r=new Date(Date.now()+n*1e3);t.warn(`Attempting credential expiration extension due to a credential service availability issue. A refresh of these credentials will be attempted after ${new Date(r)}.\nFor more information, please visit: https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html`);let i=e.originalExpiration??e.expiration;return{...e,...i?{originalExpiration:i}:{},expiration:r}},E=(e,t={})=>{let n=t?.logger||console,r;return async()=>{let t;try{t=await e(),t.expiration&&t.expiration.getTime()<Date.now()&&(t=T(t,n))}catch(e){if(r)n.warn(`Credential renew failed: `,e),t=T(r,n);else throw e}return r=t,t}},D=`/latest/meta-data/iam/security-credentials/`,O=`AWS_EC2_METADATA_V1_DISABLED`,k=`ec2_metadata_v1_disabled`,A=`x-aws-ec2-metadata-token`,j=(e={})=>E(M(e),{logger:e.logger}),M=(e={})=>{let n=!1,{logger:i,profile:a}=e,{timeout:o,maxRetries:c}=s(e),u=async(i,o)=>{if(n||o.headers?.[A]==null){let n=!1,i=!1,o=await (0,_configLoader_js__WEBPACK_IMPORTED_MODULE_1__.t)({environmentVariableSelector:n=>{let r=n[O];if(i=!!r&&r!==`false`,r===void 0)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`${O} not set in env, checking config file next.`,{logger:e.logger});return i},configFileSelector:e=>{let t=e[k];return n=!!t&&t!==`false`,n},default:!1},{profile:a})();if(e.ec2MetadataV1Disabled||o){let t=[];throw e.ec2MetadataV1Disabled&&t.push(`credential provider initialization (runtime option ec2MetadataV1Disabled)`),n&&t.push(`config file profile (${k})`),i&&t.push(`process environment variable (${O})`),new _(`AWS EC2 Metadata v1 fallback has been blocked by AWS SDK configuration in the following: [${t.join(`, `)}].`)}}let s=(await l(async()=>{let e;try{e=await P(o)}catch(e){throw e.statusCode===401&&(n=!1),e}return e},i)).trim();return l(async()=>{let t;try{t=await F(s,o,e)}catch(e){throw e.statusCode===401&&(n=!1),e}return t},i)};return async()=>{let e=await S();if(n)return i?.debug(`AWS SDK Instance Metadata`,`using v1 fallback (no token fetch)`),u(c,{...e,timeout:o});{let t;try{t=(await N({...e,timeout:o})).toString()}catch(t){if(t?.statusCode===400)throw Object.assign(t,{message:`EC2 Metadata token request returned error`});return(t.message===`TimeoutError`||[403,404,405].includes(t.statusCode))&&(n=!0),i?.debug(`AWS SDK Instance Metadata`,`using v1 fallback (initial)`),u(c,{...e,timeout:o})}return u(c,{...e,headers:{[A]:t},timeout:o})}}},N=async e=>c({...e,path:`/latest/api/token`,method:`PUT`,headers:{"x-aws-ec2-metadata-token-ttl-seconds":`21600`}}),P=async e=>(await c({...e,path:D})).toString(),F=async(e,n,r)=>{let i=JSON.parse((await c({...n,path:D+e})).toString());if(!a(i))throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Invalid response received from instance metadata service.`,{logger:r.logger});return o(i)};

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
