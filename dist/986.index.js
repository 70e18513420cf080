export const id = 986;
export const ids = [986];
export const modules = {

/***/ 2999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   i: () => (/* binding */ s),
/* harmony export */   n: () => (/* binding */ u),
/* harmony export */   r: () => (/* binding */ i),
/* harmony export */   t: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _node_http_handler_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3057);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);
const r=Number(process.env.HOLDFAST_REQUEST_TIMEOUT_MS??2e4),i=()=>({abortSignal:AbortSignal.timeout(9e4)});let a=null;function o(){let i={keepAlive:!0,maxSockets:50,proxyEnv:process.env};return a??=new _node_http_handler_js__WEBPACK_IMPORTED_MODULE_0__.t({httpAgent:new node_http__WEBPACK_IMPORTED_MODULE_1__.Agent(i),httpsAgent:new node_https__WEBPACK_IMPORTED_MODULE_2__.Agent(i),connectionTimeout:5e3,requestTimeout:r,throwOnRequestTimeout:!0}),a}const s=()=>({requestHandler:o(),retryMode:`adaptive`,maxAttempts:6}),c=()=>({requestHandler:o(),retryMode:`standard`,maxAttempts:1});function l(e,t,n){let{middlewareStack:r}=e;return r.add((e,r)=>i=>(n.count(`${t}:${(r.commandName??`Unknown`).replace(/Command$/,``)}`),e(i)),{step:`deserialize`,priority:`low`}),e}function u(e){return Object.entries(e).filter(([e,t])=>/^AWS_ENDPOINT_URL(_|$)/.test(e)&&t).map(([e,t])=>`${e}=${t}`).sort()}

/***/ }),

/***/ 1123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e(e,t){return Object.prototype.hasOwnProperty.call(e,t)}

/***/ }),

/***/ 3057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ i),
/* harmony export */   r: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ S)
/* harmony export */ });
/* harmony import */ var _hasOwn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1123);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4708);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7075);
var r=class{statusCode;reason;headers;body;constructor(e){this.statusCode=e.statusCode,this.reason=e.reason,this.headers=e.headers||{},this.body=e.body}static isInstance(e){if(!e)return!1;let t=e;return typeof t.statusCode==`number`&&typeof t.headers==`object`}};const i=e=>encodeURIComponent(e).replace(/[!'()*]/g,a),a=e=>`%${e.charCodeAt(0).toString(16).toUpperCase()}`;function o(e){let t=[];for(let n of Object.keys(e).sort()){let r=e[n];if(n=i(n),Array.isArray(r))for(let e=0,a=r.length;e<a;e++)t.push(`${n}=${i(r[e])}`);else{let e=n;(r||typeof r==`string`)&&(e+=`=${i(r)}`),t.push(e)}}return t.join(`&`)}function s(e){let t=e&&typeof e==`object`&&`reason`in e?e.reason:void 0;if(t){if(t instanceof Error){let e=/* @__PURE__ */ Error(`Request aborted`);return e.name=`AbortError`,e.cause=t,e}let e=Error(String(t));return e.name=`AbortError`,e}let n=/* @__PURE__ */ Error(`Request aborted`);return n.name=`AbortError`,n}const c=[`ECONNRESET`,`EPIPE`,`ETIMEDOUT`],l=t=>{let n={};for(let r in t){if(!(0,_hasOwn_js__WEBPACK_IMPORTED_MODULE_2__.t)(t,r))continue;let i=t[r];n[r]=Array.isArray(i)?i.join(`,`):i}return n},u={setTimeout:(e,t)=>setTimeout(e,t),clearTimeout:e=>clearTimeout(e)},d=1e3,f=(e,t,n=0)=>{if(!n)return-1;let r=r=>{let i=u.setTimeout(()=>{e.destroy(),t(Object.assign(/* @__PURE__ */ Error(`@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of ${n} ms.`),{name:`TimeoutError`}))},n-r),a=e=>{e?.connecting?e.on(`connect`,()=>{u.clearTimeout(i)}):u.clearTimeout(i)};e.socket?a(e.socket):e.on(`socket`,a)};return n<2e3?(r(0),0):u.setTimeout(r.bind(null,d),d)},p=(e,t,n=0,r,i)=>n?u.setTimeout(()=>{let a=`@smithy/node-http-handler - [${r?`ERROR`:`WARN`}] a request has exceeded the configured ${n} ms requestTimeout.`;if(r){let n=Object.assign(Error(a),{name:`TimeoutError`,code:`ETIMEDOUT`});e.destroy(n),t(n)}else a+=` Init client requestHandler with throwOnRequestTimeout=true to turn this into an error.`,i?.warn?.(a)},n):-1,m=(e,{keepAlive:t,keepAliveMsecs:n},r=3e3)=>{if(t!==!0)return-1;let i=()=>{e.socket?e.socket.setKeepAlive(t,n||0):e.on(`socket`,e=>{e.setKeepAlive(t,n||0)})};return r===0?(i(),0):u.setTimeout(i,r)},h=e=>{let t=e?.defaultSocketTimeout;return typeof t==`number`&&Number.isFinite(t)&&t>0?t:void 0},g=(e,t,n=0,r=!1)=>{if(!Number.isFinite(n)||n<=0)return;let i;e.once(`response`,e=>i=e);let a=()=>{if(i?.complete){e.socket?.destroy();return}let a=Object.assign(/* @__PURE__ */ Error(`@smithy/node-http-handler - the request socket timed out after ${n} ms of inactivity (${r?`service default socket timeout`:`configured by client requestHandler`}).`),{name:`TimeoutError`});i?.destroy(a),e.destroy(),t(a)},o=()=>{let{socket:t}=e;t?t.connecting?t.once(`connect`,o):(t.setTimeout(n,a),e.on(`close`,()=>t.removeListener(`timeout`,a))):e.once(`socket`,o)};if(n<6e3){o();return}let s=u.setTimeout(o,3e3);e.once(`close`,()=>u.clearTimeout(s))},_=6e3;async function v(e,t,n=_,r=!1){let i=t.headers,a=i?i.Expect||i.expect:void 0,o=-1,s=!0;!r&&a===`100-continue`&&(s=await Promise.race([new Promise(e=>{o=Number(u.setTimeout(()=>e(!0),Math.max(_,n)))}),new Promise(t=>{e.on(`continue`,()=>{u.clearTimeout(o),t(!0)}),e.on(`response`,()=>{u.clearTimeout(o),t(!1)}),e.on(`error`,()=>{u.clearTimeout(o),t(!1)})})])),s&&y(e,t.body)}function y(e,t){if(t instanceof node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable)t.pipe(e);else if(t){let n=Buffer.isBuffer(t);if(n||typeof t==`string`){n&&t.byteLength===0?e.end():e.end(t);return}let r=t;if(typeof r==`object`&&r.buffer&&typeof r.byteOffset==`number`&&typeof r.byteLength==`number`){e.end(Buffer.from(r.buffer,r.byteOffset,r.byteLength));return}e.end(Buffer.from(t))}else e.end()}let b,x;var S=class n{config;configProvider;socketWarningTimestamp=0;externalAgent=!1;metadata={handlerProtocol:`http/1.1`};static create(e){return typeof e?.handle==`function`?e:new n(e)}static checkSocketUsage(t,n,r=console){let{sockets:i,requests:a,maxSockets:o}=t;if(typeof o!=`number`||o===1/0||Date.now()-15e3<n)return n;if(i&&a)for(let t in i){if(!(0,_hasOwn_js__WEBPACK_IMPORTED_MODULE_2__.t)(i,t))continue;let n=i[t]?.length??0,s=a[t]?.length??0;if(n>=o&&s>=2*o)return r?.warn?.(`@smithy/node-http-handler:WARN - socket usage at capacity=${n} and ${s} additional requests are enqueued.
See https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html
or increase socketAcquisitionWarningTimeout=(millis) in the NodeHttpHandler config.`),Date.now()}return n}constructor(e){this.configProvider=new Promise((t,n)=>{typeof e==`function`?e().then(e=>{t(this.resolveDefaultConfig(e))}).catch(n):t(this.resolveDefaultConfig(e))})}destroy(){this.config?.httpAgent?.destroy(),this.config?.httpsAgent?.destroy()}async handle(e,{abortSignal:i,requestTimeout:a}={}){this.config||=await this.configProvider;let d=this.config,_=d.logger,y=e.protocol===`https:`;return!y&&!this.config.httpAgent&&(this.config.httpAgent=await this.config.httpAgentProvider()),new Promise((S,C)=>{let w,T=-1,E=-1,D=-1,O=-1,k=()=>{u.clearTimeout(T),u.clearTimeout(E),u.clearTimeout(D),u.clearTimeout(O)},A=async e=>{await w,k(),S(e)},j=async e=>{await w,k(),C(e)};if(i?.aborted){j(s(i));return}let M=e.headers,N=M?(M.Expect??M.expect)===`100-continue`:!1,P=y?d.httpsAgent:d.httpAgent;N&&!this.externalAgent&&(P=new(y?node_https__WEBPACK_IMPORTED_MODULE_0__.Agent:b)({keepAlive:!1,maxSockets:1/0})),T=u.setTimeout(()=>{this.socketWarningTimestamp=n.checkSocketUsage(P,this.socketWarningTimestamp,_)},d.socketAcquisitionWarningTimeout??(d.requestTimeout??2e3)+(d.connectionTimeout??1e3));let F=e.query?o(e.query):``,I;(e.username!=null||e.password!=null)&&(I=`${e.username??``}:${e.password??``}`);let L=e.path;F&&(L+=`?${F}`),e.fragment&&(L+=`#${e.fragment}`);let R=e.hostname??``;R=R[0]===`[`&&R.endsWith(`]`)?e.hostname.slice(1,-1):e.hostname;let z={headers:e.headers,host:R,method:e.method,path:L,port:e.port,agent:P,auth:I},B=(y?node_https__WEBPACK_IMPORTED_MODULE_0__.request:x)(z,e=>{let t=new r({statusCode:e.statusCode||-1,reason:e.statusMessage,headers:l(e.headers),body:e});A({response:t})});if(B.on(`error`,e=>{c.includes(e.code)?j(Object.assign(e,{name:`TimeoutError`})):j(e)}),i){let e=()=>{B.destroy();let e=s(i);j(e)};if(typeof i.addEventListener==`function`){let t=i;t.addEventListener(`abort`,e,{once:!0}),B.once(`close`,()=>t.removeEventListener(`abort`,e))}else i.onabort=e}let V=a??d.requestTimeout;E=f(B,j,d.connectionTimeout),D=p(B,j,V,d.throwOnRequestTimeout,_??console);let H=d.socketTimeout===void 0?h(d):void 0;H?g(B,j,H,!0):g(B,j,d.socketTimeout);let U=z.agent;typeof U==`object`&&`keepAlive`in U&&(O=m(B,{keepAlive:U.keepAlive,keepAliveMsecs:U.keepAliveMsecs})),w=v(B,e,V,this.externalAgent).catch(e=>(k(),C(e)))})}updateHttpClientConfig(e,t){this.config=void 0,this.configProvider=this.configProvider.then(n=>{switch(e){case Symbol.for(`logger`):e=`logger`,t=n.logger??t;break;case Symbol.for(`@smithy/defaultSocketTimeout`):e=`defaultSocketTimeout`,t=h(n)??t}return{...n,[e]:t}})}httpHandlerConfigs(){return this.config??{}}resolveDefaultConfig(e){let{requestTimeout:n,connectionTimeout:r,socketTimeout:i,socketAcquisitionWarningTimeout:a,httpAgent:o,httpsAgent:s,throwOnRequestTimeout:c,logger:l}=e||{},u;return{connectionTimeout:r,requestTimeout:n,socketTimeout:i,defaultSocketTimeout:h(e),socketAcquisitionWarningTimeout:a,throwOnRequestTimeout:c,httpAgentProvider:()=>u??=(async()=>{let e=await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19)),{Agent:t,request:n}=e.default??e;return x=n,b=t,o instanceof b||typeof o?.destroy==`function`?(this.externalAgent=!0,o):new b({keepAlive:!0,maxSockets:50,...o})})(),httpsAgent:s instanceof node_https__WEBPACK_IMPORTED_MODULE_0__.Agent||typeof s?.destroy==`function`?(this.externalAgent=!0,s):new node_https__WEBPACK_IMPORTED_MODULE_0__.Agent({keepAlive:!0,maxSockets:50,...s}),logger:l}}};

/***/ }),

/***/ 9219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3013);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1288);
/* harmony import */ var _clients_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2999);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4024);
async function f(t,n){let r=(await (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__.n)(t,16,e=>p(e,n))).flatMap((e,n)=>{if(e.kind===`done`)return e.value;let r=t[n];return r===void 0?[]:[m(r,null,e.error)]}),i=/* @__PURE__ */ new Set;return r.filter(({target:e})=>{let t=`${e.account}/${e.region}`;return!i.has(t)&&i.add(t)})}async function p(t,n){if(t.account!==null&&!n.only({account:t.account,region:null}))return[];let r=t.regions.kind===`these`?t.regions.regions:await h(t,n);return(await (0,_pool_js__WEBPACK_IMPORTED_MODULE_2__.n)(r,8,e=>g(t,e,n))).map((e,n)=>e.kind===`failed`?m(t,r[n]??null,e.error):{kind:`open`,target:e.value.target,session:e.value}).filter(({target:e})=>n.only(e))}function m(e,t,r){let i={account:e.account??`unknown`,name:e.name,region:t??`all`};if(r instanceof _files_js__WEBPACK_IMPORTED_MODULE_0__.M)return{kind:`failed`,target:i,reason:r.message};let a=(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__.r)(r);return{kind:`failed`,target:i,reason:`${a.code}: ${a.message}`}}async function h(e,r){let i=e.roles[r.role],o=await g(e,(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.A)((0,_files_js__WEBPACK_IMPORTED_MODULE_0__.j)(i??r.env.AWS_REGION??``)),r),{enabledRegionNames:s}=await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(280), __webpack_require__.e(665)]).then(__webpack_require__.bind(__webpack_require__, 4881)),c=await s(await o.ec2()).catch(e=>{let t=(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__.r)(e);throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(`ec2:DescribeRegions: ${t.why}: the role needs it for regions: all (${t.code}: ${t.message})`,t)});if(c===null)throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(`ec2:DescribeRegions answered without regions`);let l=new Set(e.regions.kind===`enabled`?e.regions.except:[]);return c.filter(e=>!l.has(e)).map(e=>e).sort()}async function g(e,t,r){let i=_(e,r),o=(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.j)(i??t),s=C(await v(e,{role:i,region:t,partition:o},r),r.mask),c=await T(t,s,r);if(e.account!==null&&c.account!==e.account)throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(`the credentials are of account ${c.account} (${c.arn}), and the policy says ${e.account}: nothing was asked of it`);return D({account:c.account,name:e.name,region:t},{role:i,partition:o,provider:s},r)}function _(e,{role:t}){let r=e.roles[t];if(r===null&&(e.roles.read!==null||e.roles.write!==null))throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(`the policy gives target ${e.name??e.account??``} no ${t} role: add roles.${t}`);return r}async function v(e,t,n){let{role:a,region:s,partition:c}=t;if(n.tokens===null||a===null)return y(e,t,n);let{tokens:l,sessionName:u}=n,d=n.audience??(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.k)(c),f=e.via===null?null:n.role===`write`?e.via.write:e.via.read,p=f??a,m=async()=>(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.P)(await w(s,null,n),{role:p,sessionName:u,audience:d,tokens:l});return f===null?m:async()=>(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.N)(await w(s,m,n),{role:a,sessionName:u,externalId:e.via?.externalId??null})}async function y(e,{role:t,region:n},i){let a=await S(i,t);if(t===null)return a;let{arn:o}=await T(n,a,i);if(b(o,t))return a;let s=e.via?.externalId??null,c=e.via===null?null:i.role===`write`?e.via.write:e.via.read,{sessionName:l}=i,u=c===null||b(o,c)?a:async()=>(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.N)(await w(n,a,i),{role:c,sessionName:l,externalId:null});return async()=>(0,_files_js__WEBPACK_IMPORTED_MODULE_0__.N)(await w(n,u,i),{role:t,sessionName:l,externalId:s})}function b(e,t){let[,n,r]=/^arn:[^:]+:sts::(\d+):assumed-role\/([^/]+)\//.exec(e)??[],[,i,a]=/^arn:[^:]+:iam::(\d+):role\/(.+)$/.exec(t)??[];return n!==void 0&&n===i&&r===a?.split(`/`).at(-1)}function x(e){let{AWS_ACCESS_KEY_ID:t,AWS_SECRET_ACCESS_KEY:n,AWS_SESSION_TOKEN:r}=e;return!t||!n||e.AWS_PROFILE?null:r?{accessKeyId:t,secretAccessKey:n,sessionToken:r}:{accessKeyId:t,secretAccessKey:n}}async function S({env:e,tokens:t},r){if(e.GITHUB_ACTIONS===`true`&&(process.env.AWS_EC2_METADATA_DISABLED=`true`,!e.AWS_ACCESS_KEY_ID&&!e.AWS_PROFILE&&!e.AWS_WEB_IDENTITY_TOKEN_FILE)){let e=t===null?"give the job `permissions: id-token: write`":`name a role for the target`;throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(`no credentials: the job has ${t===null?`no OIDC token`:`an OIDC token but no role to assume`}, and the environment holds none${r===null?``:` to assume ${r} with`}: ${e}. A runner's instance role is never used`)}let i=x(e);if(i!==null)return async()=>i;let{defaultProvider:a}=await __webpack_require__.e(/* import() */ 867).then(__webpack_require__.bind(__webpack_require__, 2867));return a()}function C(e,t){let n=null,r=async()=>{let n=await e();return t(n.secretAccessKey),n.sessionToken!==void 0&&t(n.sessionToken),n};return async()=>{let e=await n?.catch(()=>null);return e&&(e.expiration===void 0||e.expiration.getTime()-Date.now()>3e5)?e:(n=r(),n)}}async function w(e,t,{counter:n}){let{stsClientOf:r}=await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(280), __webpack_require__.e(862)]).then(__webpack_require__.bind(__webpack_require__, 3385)),i=t===null?(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.a)():(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.i)();return (0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.t)(r({...i,region:e,...t===null?{}:{credentials:t}}),`sts`,n)}async function T(e,t,r){let{GetCallerIdentityCommand:i}=await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(280), __webpack_require__.e(862)]).then(__webpack_require__.bind(__webpack_require__, 3385)),{Account:a,Arn:o}=await(await w(e,t,r)).send(new i({}),(0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.r)()).catch(t=>{if(t instanceof _files_js__WEBPACK_IMPORTED_MODULE_0__.M)throw t;let r=(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__.r)(t);throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(E(r.code,e,`(${r.code}: ${r.message})`),r)});if(a===void 0||o===void 0)throw new _files_js__WEBPACK_IMPORTED_MODULE_0__.M(`sts:GetCallerIdentity answered without an account`);return{account:a,arn:o}}function E(e,t,n){return/^(InvalidClientTokenId|UnrecognizedClientException|AuthFailure)$/.test(e)?`region ${t} does not know the credentials: enable it in the account, leave it out of the target's regions, or check the keys ${n}`:/^Expired/.test(e)?`the credentials have expired ${n}`:/^(SignatureDoesNotMatch|RequestExpired)$/.test(e)?`AWS refused the signature: check the secret key and the machine's clock ${n}`:`sts:GetCallerIdentity in ${t} did not answer, so the account could not be proved ${n}`}function D(e,t,{counter:n}){let r=async r=>{let{ec2Client:i}=await Promise.all(/* import() */[__webpack_require__.e(212), __webpack_require__.e(280), __webpack_require__.e(665)]).then(__webpack_require__.bind(__webpack_require__, 4881));return (0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.t)(i({...r,region:e.region,credentials:t.provider}),`ec2`,n)},i=null,a=null;return{target:e,partition:t.partition,role:t.role,ec2:()=>i??=r((0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.i)()),ec2Once:()=>a??=r((0,_clients_js__WEBPACK_IMPORTED_MODULE_1__.a)())}}

/***/ }),

/***/ 3013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
async function e(e,t,n){let r=/* @__PURE__ */ new Map,i=e.entries();return await Promise.all(Array.from({length:Math.min(t,e.length)},async()=>{for(let[e,t]of i)try{r.set(e,{kind:`done`,value:await n(t)})}catch(t){r.set(e,{kind:`failed`,error:t})}})),e.map((e,t)=>r.get(t)??{kind:`failed`,error:/* @__PURE__ */ Error(`not run`)})}function t(e,t){let n=[];for(let r=0;r<e.length;r+=t)n.push(e.slice(r,r+t));return n}

/***/ }),

/***/ 3986:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _chunks_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1288);
/* harmony import */ var _chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4252);
/* harmony import */ var _chunks_open_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9219);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7975);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6760);
function O({policy:e,rules:t,kinds:n},r){let i=e.uses.flatMap(e=>{let n=t.get(e.rule);return n===void 0?[]:[{use:e,rule:n}]}),a=r===`remediate`||r===`undo`,o=e=>e.flatMap(e=>n.get(e)??[]),s=/* @__PURE__ */ new Set,c=/* @__PURE__ */ new Set;for(let{use:e,rule:t}of i){let n=o(t.kinds(e.options));r!==`undo`&&(k(s,[...n,...o(t.looksUp)].flatMap(e=>e.reads.list)),t.wantsDetail&&k(s,n.flatMap(e=>e.reads.detail))),a&&A(e)&&(k(s,n.flatMap(e=>e.reads.again)),k(c,r===`undo`?n.flatMap(n=>t.writes(e.options).flatMap(n.inverse)):t.writes(e.options)))}return{Version:`2012-10-17`,Statement:[...j(e),...M(e,[...s].sort()),...[...n.values()].flatMap(t=>t.narrowed([...c].sort(),N(e))),...P(e,[...c].sort())]}}function k(e,t){for(let n of t)e.add(n)}const A=({response:e})=>typeof e==`string`?e!==`report`:Object.values(e).some(e=>e!==`report`);function j({targets:e}){return e.some(({regions:e})=>e.kind===`enabled`)?[{Sid:`Regions`,Effect:`Allow`,Action:[`ec2:DescribeRegions`],Resource:`*`}]:[]}function M({targets:e},t){if(t.length===0)return[];let n=e.flatMap(({regions:e})=>e.kind===`these`?e.regions:[]),r=e.length===0||e.some(({regions:e})=>e.kind===`enabled`),i={Sid:`Read`,Effect:`Allow`,Action:t,Resource:`*`};return[r?i:{...i,Condition:{StringEquals:{"aws:RequestedRegion":[...new Set(n)].sort()}}}]}function N({targets:e}){return e.length===0?[`arn:aws:ec2:*:*`]:[...new Set(e.flatMap(({account:e,regions:t,roles:n})=>{let r=/^arn:([^:]+):/.exec(n.write??n.read??``)?.[1]??`aws`;return(t.kind===`these`?t.regions:[`*`]).map(t=>`arn:${r}:ec2:${t}:${e??`*`}`)}))].sort()}function P({protected:e},t){let n=e.filter(e=>/^arn:[^:]*:ec2:/.test(e));return n.length===0||t.length===0?[]:[{Sid:`Protected`,Effect:`Deny`,Action:t,Resource:n}]}const F=[`detect`,`check`,`remediate`,`record`,`undo`],I=[`validate`,`rules`,`init`,`permissions`],L=[...F,...I],R=[`text`,`json`,`markdown`,`sarif`],z=_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.q.filter(e=>e!==`dry-run`);function ie(t){let{tokens:n}=(0,node_util__WEBPACK_IMPORTED_MODULE_4__.parseArgs)({args:[...t],strict:!1,allowPositionals:!0,tokens:!0,options:{...Object.fromEntries(z.map(e=>[e,{type:`string`}])),format:{type:`string`},"dry-run":{type:`boolean`},write:{type:`boolean`},help:{type:`boolean`,short:`h`},version:{type:`boolean`}}}),i=[...z,`format`,`dry-run`,`write`,`help`,`version`],a=[],o=/* @__PURE__ */ new Map,s=[];for(let t of n)if(t.kind===`positional`&&s.push(t.value),t.kind===`option`){if(t.name===`help`)return{kind:`help`};if(t.name===`version`)return{kind:`version`};i.includes(t.name)?t.name===`dry-run`?o.set(`dry-run`,t.value??`true`):t.value===void 0?a.push((0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`--${t.name}`,`nothing`,`a value`)):o.set(t.name,o.has(t.name)?`${o.get(t.name)}\n${t.value}`:t.value):a.push((0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`command line`,`the option ${t.rawName}`,`one of ${i.map(e=>`--${e}`).join(`, `)}`,B(t.name,i)))}let[c,...l]=s,u=L.find(e=>e===c);u===void 0&&a.push((0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`command line`,c===void 0?`no command`:`"${c}"`,`one of ${L.join(`, `)}`,c===void 0?null:(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.Y)(c,L)));let d=R.find(e=>e===(o.get(`format`)??`text`));return d===void 0&&a.push((0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`--format`,`"${o.get(`format`)}"`,`one of ${R.join(`, `)}`)),o.delete(`format`),u===void 0||d===void 0||a.length>0?{kind:`problems`,problems:a}:{kind:`command`,name:u,given:o,format:d,files:l}}const B=(e,t)=>{let n=(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.Y)(e,t);return n===null?null:`--${n}`};async function V(e){let t=e.AWS_REGION??e.AWS_DEFAULT_REGION??``,n=(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.g)(t)?t:`us-east-1`,[r]=await (0,_chunks_open_js__WEBPACK_IMPORTED_MODULE_2__.t)([{account:null,name:null,regions:{kind:`these`,regions:[n]},roles:{read:null,write:null,check:null},via:null}],{role:`read`,tokens:null,audience:null,sessionName:`holdfast-init`,env:e,counter:{count:()=>void 0},mask:()=>void 0,only:()=>!0}),i=(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.j)(n);return r?.kind===`open`?{account:r.target.account,region:n,partition:i,why:null}:{account:null,region:n,partition:i,why:r?.reason??null}}const H={"holdfast.yml":`# Every hour: find what violates the policy, and put right at once what the policy lets be put right.
name: holdfast
on:
  schedule:
    - cron: "17 * * * *"
  workflow_dispatch:
    inputs:
      mode:
        description: What to do
        type: choice
        options: [detect, remediate]
        default: detect

permissions: {}

concurrency:
  group: holdfast
  cancel-in-progress: false # a run that is writing is never cut off

jobs:
  holdfast:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write # for the OIDC token that AWS gives credentials for
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: holdfast-io/holdfast@v0.1.0
        with:
          mode: \${{ inputs.mode || 'remediate' }}
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always() # the journal is what an undo needs, above all when the run failed
        with:
          name: holdfast-report
          path: holdfast-report
          if-no-files-found: ignore
`,"holdfast-remediate.yml":`# Two jobs: the first shows the plan and its hash; the second waits for the reviewers of the environment aws-remediate, and
# then does exactly that plan. A plan that has changed in between is refused. Put into the policy:
#   approvals: { environments: [aws-remediate] }
name: holdfast-remediate
on:
  workflow_dispatch:

permissions: {}

concurrency:
  group: holdfast
  cancel-in-progress: false

jobs:
  plan:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write
    outputs:
      plan-hash: \${{ steps.holdfast.outputs.plan-hash }}
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - id: holdfast
        continue-on-error: true # open findings fail the step, and are what the next job is about
        uses: holdfast-io/holdfast@v0.1.0
        with:
          mode: detect
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: holdfast-plan
          path: holdfast-report
          if-no-files-found: ignore

  apply:
    needs: plan
    if: needs.plan.outputs.plan-hash != ''
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: aws-remediate
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: holdfast-io/holdfast@v0.1.0
        with:
          mode: remediate
          approve: \${{ needs.plan.outputs.plan-hash }}
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: holdfast-report
          path: holdfast-report
          if-no-files-found: ignore
`,"holdfast-undo.yml":`# Takes a run back: its journal is fetched from the run's artifact, the run is proved to be this repository's own, on the default
# branch, of an event that may write; then everything that is still as the run left it is put back.
name: holdfast-undo
on:
  workflow_dispatch:
    inputs:
      run:
        description: Id of the workflow run to take back
        required: true

permissions: {}

concurrency:
  group: holdfast
  cancel-in-progress: false

jobs:
  undo:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    environment: aws-remediate
    permissions:
      actions: read # for the other run's artifact
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: holdfast-io/holdfast@v0.1.0
        with:
          mode: undo
          journal: run:\${{ inputs.run }}
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        if: always()
        with:
          name: holdfast-report
          path: holdfast-report
          if-no-files-found: ignore
`};function U(e,t){return[[`.github/holdfast.yml`,W(t)],...Object.entries(H).map(([e,t])=>[`.github/workflows/${e}`,t])].map(([t=``,n=``])=>{let r=(0,node_path__WEBPACK_IMPORTED_MODULE_6__.join)(e,t);return (0,node_fs__WEBPACK_IMPORTED_MODULE_5__.existsSync)(r)?{path:t,written:!1}:((0,node_fs__WEBPACK_IMPORTED_MODULE_5__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_6__.dirname)(r),{recursive:!0}),(0,node_fs__WEBPACK_IMPORTED_MODULE_5__.writeFileSync)(r,n,{flag:`wx`}),{path:t,written:!0})})}function W({account:e,region:t,partition:n}){return`# What Holdfast holds these AWS accounts to. docs/policy.md explains every key; \`holdfast validate\` checks this file.
version: 1
targets:
  - account: "${e??`111122223333`}" ${e===null?`# put your account in: no credentials were found that say it`:`# the account of the credentials that init was run with`}
    name: main # what rules and reports call it
    regions: [${t}] # or: all, or { except: [...] }, of those that the account has enabled
    roles: # deploy/roles.yaml makes them
      read: arn:${n}:iam::${e??`111122223333`}:role/holdfast-read # detect
      write: arn:${n}:iam::${e??`111122223333`}:role/holdfast-write # remediate and undo
rules:
  - rule: security-group-open-ingress # no administrative port is open to the internet
    name: no-open-administration
    response: report # look at a summary first; then: fix, or approve
    options:
      ports: ["22", "3389"] # tcp unless said: "udp/161"; ranges: "5985-5986"
      allow: [] # sources that are tolerated, such as "203.0.113.0/24"
  - rule: default-security-group-closed # nothing lands in a group that lets everything through
    response: report
limits: { changes: 50, share: 20%, failures: 3 } # over these a person is asked
gate: { fail-on: low, unknown: fail } # what fails a run; what could not be read fails it, too
`}const G=e=>e._zod.def;function K(e){let t=e.safeParse({}),n=t.success?t.data:{};return Object.entries(G(e).shape??{}).map(([e,t])=>({name:e,type:q(t),standard:n[e]??null}))}function q(e){let t=G(e);return t.innerType===void 0?t.element===void 0?t.options===void 0?t.entries===void 0?t.values===void 0?t.shape===void 0?t.type===`string`?`text`:t.type:`map of ${Object.keys(t.shape).join(`, `)}`:t.values.map(String).join(` or `):Object.keys(t.entries).join(` or `):t.options.map(q).join(` or `):`list of ${q(t.element)}`:q(t.innerType)}function J(e){let t=_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.m.map(e=>({id:e.id,title:e.title,severity:e.severity,controls:e.controls,options:K(e.options)}));return e===`json`?`${JSON.stringify(t,null,2)}\n`:t.map(({id:e,title:t,severity:n,options:r})=>{let i=r.map(({name:e,type:t,standard:n})=>`    ${e}: ${t}; default ${JSON.stringify(n)}\n`);return`${e} (${n})\n  ${t}\n${i.length===0?`    no options
`:i.join(``)}`}).join(`
`)}async function Y(e){let t=ie(e);switch(t.kind){case`help`:return X(`holdfast: holds AWS accounts to what a repository says

  holdfast detect            find what violates the policy; nothing is written
  holdfast remediate         apply what the policy lets be applied, or --approve HASH
  holdfast undo --journal F  take a run back, as far as it is still as the run left it
  holdfast validate          every problem of the policy file, with its place
  holdfast rules             the rules, their options and defaults
  holdfast init              a first policy file and workflows, for the account of the environment's credentials
  holdfast permissions --mode M   the least IAM policy document that this policy file needs in that mode

Options: --policy FILE  --only WORDS  --approve HASHES  --dry-run  --fail-on SEVERITY  --report-dir DIR
         --role-to-assume ARN  --aws-region REGIONS  --audience TEXT  --format text|json|markdown
Exit: 0 pass; 1 open findings or a limit; 2 input, policy or event; 3 everything else.
`,0);case`version`:return X(`0.1.0
`,0);case`problems`:return Z(t.problems);case`command`:return ae(t.name,t.given,t.format)}}function X(e,t){return process.stdout.write(e),t}function Z(e){for(let t of e){let e=t.place===null?``:`${t.place.file}:${t.place.line}:${t.place.column}: `;process.stderr.write(`holdfast: ${(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.U)(e+(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.u)(t))}\n`)}return 2}async function ae(n,r,i){let a=F.find(e=>e===n);if(i===`sarif`)return Z([(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`--format`,`"sarif"`,`a format that this version has: text, json, markdown`)]);let o=(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.K)(new Map([...r,...a===void 0?[]:[[`mode`,a]]]));return a===void 0?n===`rules`?X(J(i),0):n===`validate`?oe(o):n===`permissions`?ce(o):n===`init`?se():Z([(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`command line`,`"${n}"`,`a command that this version has: detect, remediate, undo, validate, rules, permissions, init`)]):le(o,i)}function Q(){return{env:process.env,folder:process.cwd(),log:(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.p)(process.stderr,Date.now),now:Date.now,wait:e=>(0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(e)}}function oe(e){if(e.kind===`problems`)return Z(e.problems);let t=Q(),n=(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.o)(t,e.inputs,new Date(t.now()).toISOString().slice(0,10));if(n.kind===`stop`)return Z(n.stop.problems);let{uses:r,targets:i,exceptions:a}=n.policy;return X(`${n.policy.file}: no problems (${r.length} rules used, ${i.length} targets, ${a.length} exceptions)\n`,0)}async function se(){let e=await V(process.env);return e.why!==null&&process.stderr.write(`holdfast: no account was found: ${(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.U)(e.why)}\n`),X(`${U(process.cwd(),e).map(({path:e,written:t})=>`${t?`wrote`:`kept `} ${e}\n`).join(``)}Next: deploy/roles.yaml makes the roles; holdfast validate checks the policy file.\n`,0)}function ce(t){if(t.kind===`problems`)return Z(t.problems);let{mode:n}=t.inputs;if(n===null)return Z([(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.G)(`--mode`,`nothing`,`a mode, such as detect or remediate`)]);let r=Q(),a=(0,_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.o)(r,t.inputs,new Date(r.now()).toISOString().slice(0,10));if(a.kind===`stop`)return Z(a.stop.problems);let o=O({policy:a.policy,rules:_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.p,kinds:_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.f},n);return X(`${JSON.stringify(o,null,2)}\n`,0)}async function le(e,t){let n=Q(),r=await (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,e),i={...n,env:{...n.env,GITHUB_STEP_SUMMARY:``,GITHUB_OUTPUT:``}},a=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.t)(i,r,`none`);for(let e of (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.l)(a.report))n.log.annotate(e);return process.stdout.write($(a,t)),(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.d)(a.conclusion)}function $({report:e,conclusion:t},n){if(n===`json`)return (0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.i)(e,t);let r=(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.c)(e,{conclusion:t,consoleLink:_chunks_files_js__WEBPACK_IMPORTED_MODULE_0__.u,workflow:null});return n===`markdown`?(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.r)(r,1e6):`${(0,_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.s)(r,ue(process.stdout.isTTY===!0))}\n`}function ue(e){return!e||process.env.NO_COLOR!==void 0?_chunks_publish_js__WEBPACK_IMPORTED_MODULE_1__.o:{strong:e=>(0,node_util__WEBPACK_IMPORTED_MODULE_4__.styleText)(`bold`,e,{validateStream:!1}),faint:e=>(0,node_util__WEBPACK_IMPORTED_MODULE_4__.styleText)(`dim`,e,{validateStream:!1})}}process.exitCode=await Y(process.argv.slice(2));
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
