export const id = 7575;
export const ids = [7575];
export const modules = {

/***/ 2050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ n),
/* harmony export */   r: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e=e=>typeof ArrayBuffer==`function`&&e instanceof ArrayBuffer||Object.prototype.toString.call(e)===`[object ArrayBuffer]`,t=(t,n=0,r=t.byteLength-n)=>{if(!e(t))throw TypeError(`The "input" argument must be ArrayBuffer. Received type ${typeof t} (${t})`);return Buffer.from(t,n,r)},n=(e,t)=>{if(typeof e!=`string`)throw TypeError(`The "input" argument must be of type string. Received type ${typeof e} (${e})`);return t?Buffer.from(e,t):Buffer.from(e)};

/***/ }),

/***/ 7575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromHttp: () => (/* binding */ d)
/* harmony export */ });
/* harmony import */ var _setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6782);
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3228);
/* harmony import */ var _node_http_handler_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3057);
/* harmony import */ var _httpRequest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7046);
/* harmony import */ var _stream_collector_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1873);
/* harmony import */ var _sdk_stream_mixin_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9100);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1455);
const s=(e,n)=>{if(e.protocol!==`https:`&&e.hostname!==`169.254.170.2`&&e.hostname!==`169.254.170.23`&&e.hostname!==`[fd00:ec2::23]`){if(e.hostname.includes(`[`)){if(e.hostname===`[::1]`||e.hostname===`[0000:0000:0000:0000:0000:0000:0000:0001]`)return}else{if(e.hostname===`localhost`)return;let t=e.hostname.split(`.`),n=e=>{let t=parseInt(e,10);return 0<=t&&t<=255};if(t[0]===`127`&&n(t[1])&&n(t[2])&&n(t[3])&&t.length===4)return}throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`URL not accepted. It must either be HTTPS or match one of the following:
  - loopback CIDR 127.0.0.0/8 or [::1/128]
  - ECS container host 169.254.170.2
  - EKS container host 169.254.170.23 or [fd00:ec2::23]`,{logger:n})}};function c(e){return new _httpRequest_js__WEBPACK_IMPORTED_MODULE_5__.t({protocol:e.protocol,hostname:e.hostname,port:Number(e.port),path:e.pathname,query:Array.from(e.searchParams.entries()).reduce((e,[t,n])=>(e[t]=n,e),{}),fragment:e.hash})}async function l(e,n){let r=await (0,_sdk_stream_mixin_js__WEBPACK_IMPORTED_MODULE_3__.t)(e.body).transformToString();if(e.statusCode===200){let e=JSON.parse(r);if(typeof e.AccessKeyId!=`string`||typeof e.SecretAccessKey!=`string`||typeof e.Token!=`string`||typeof e.Expiration!=`string`)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`HTTP credential provider response not of the required format, an object matching: { AccessKeyId: string, SecretAccessKey: string, Token: string, Expiration: string(rfc3339) }`,{logger:n});return{accessKeyId:e.AccessKeyId,secretAccessKey:e.SecretAccessKey,sessionToken:e.Token,expiration:(0,_stream_collector_js__WEBPACK_IMPORTED_MODULE_2__.a)(e.Expiration)}}if(e.statusCode>=400&&e.statusCode<500){let i={};try{i=JSON.parse(r)}catch{}throw Object.assign(new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Server responded with status: ${e.statusCode}`,{logger:n}),{Code:i.Code,Message:i.Message})}throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Server responded with status: ${e.statusCode}`,{logger:n})}const u=(e,t,n)=>async()=>{for(let r=0;r<t;++r)try{return await e()}catch{await new Promise(e=>setTimeout(e,n))}return await e()},d=(r={})=>{r.logger?.debug(`@aws-sdk/credential-provider-http - fromHttp`);let i,a=r.awsContainerCredentialsRelativeUri??process.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,d=r.awsContainerCredentialsFullUri??process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI,p=r.awsContainerAuthorizationToken??process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN,m=r.awsContainerAuthorizationTokenFile??process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE,h=r.logger?.constructor?.name===`NoOpLogger`||!r.logger?.warn?console.warn:r.logger.warn.bind(r.logger);if(a&&d&&(h(`@aws-sdk/credential-provider-http: you have set both awsContainerCredentialsRelativeUri and awsContainerCredentialsFullUri.`),h(`awsContainerCredentialsRelativeUri will take precedence.`)),p&&m&&(h(`@aws-sdk/credential-provider-http: you have set both awsContainerAuthorizationToken and awsContainerAuthorizationTokenFile.`),h(`awsContainerAuthorizationTokenFile will take precedence.`)),a)i=`http://169.254.170.2${a}`;else if(d)i=d;else throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`No HTTP credential provider host provided.
Set AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.`,{logger:r.logger});let g=new URL(i);s(g,r.logger);let _=_node_http_handler_js__WEBPACK_IMPORTED_MODULE_1__.t.create({connectionTimeout:r.timeout??1e3}),v=r.timeout??1e3,y=u(async()=>{let n=c(g);m?n.headers.Authorization=f((await node_fs_promises__WEBPACK_IMPORTED_MODULE_4__.readFile(m)).toString()):p&&(n.headers.Authorization=f(p));try{return l((await _.handle(n,{requestTimeout:v})).response).then(t=>(0,_setCredentialFeature_js__WEBPACK_IMPORTED_MODULE_6__.t)(t,`CREDENTIALS_HTTP`,`z`))}catch(e){throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(String(e),{logger:r.logger})}},r.maxRetries??3,r.timeout??1e3);return async()=>{try{return await y()}finally{_.destroy?.()}}},f=e=>{if(e.includes(`\r
`))throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.t(`Authorization token contains invalid \\r\\n sequence.`);return e};

/***/ }),

/***/ 9514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ r),
/* harmony export */   t: () => (/* binding */ n)
/* harmony export */ });
const e={},t={};for(let n=0;n<256;n++){let r=n.toString(16).toLowerCase();r.length===1&&(r=`0${r}`),e[n]=r,t[r]=n}function n(e){if(e.length%2!=0)throw Error(`Hex encoded strings must have an even number length`);let n=new Uint8Array(e.length/2);for(let r=0;r<e.length;r+=2){let i=e.slice(r,r+2).toLowerCase();if(i in t)n[r/2]=t[i];else throw Error(`Cannot decode unrecognized sequence ${i} as hexadecimal`)}return n}function r(t){let n=``;for(let r=0;r<t.byteLength;r++)n+=e[t[r]];return n}

/***/ }),

/***/ 7046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
var e=class e{method;protocol;hostname;port;path;query;headers;username;password;fragment;body;constructor(e){this.method=e.method||`GET`,this.hostname=e.hostname||`localhost`,this.port=e.port,this.query=e.query||{},this.headers=e.headers||{},this.body=e.body,this.protocol=e.protocol?e.protocol.slice(-1)===`:`?e.protocol:`${e.protocol}:`:`https:`,this.path=e.path?e.path.charAt(0)===`/`?e.path:`/${e.path}`:`/`,this.username=e.username,this.password=e.password,this.fragment=e.fragment}static clone(n){let r=new e({...n,headers:{...n.headers}});return r.query&&=t(r.query),r}static isInstance(e){if(!e)return!1;let t=e;return`method`in t&&`protocol`in t&&`hostname`in t&&`path`in t&&typeof t.query==`object`&&typeof t.headers==`object`}clone(){return e.clone(this)}};function t(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return{...t,[n]:Array.isArray(r)?[...r]:r}},{})}

/***/ }),

/***/ 9100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var _buffer_from_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2050);
/* harmony import */ var _toBase64_browser_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27);
/* harmony import */ var _hex_encoding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9514);
/* harmony import */ var _stream_collector_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1873);
/* harmony import */ var _stream_type_check_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9133);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
const s=e=>{if(typeof e==`string`)return e;if(typeof e!=`object`||typeof e.byteOffset!=`number`||typeof e.byteLength!=`number`)throw Error(`@smithy/util-utf8: toUtf8 encoder function only accepts string | Uint8Array.`);return new TextDecoder(`utf-8`).decode(e)},c=`The stream has already been transformed.`,l=e=>{if(!u(e)&&!(0,_stream_type_check_js__WEBPACK_IMPORTED_MODULE_4__.n)(e)){let t=e?.__proto__?.constructor?.name||e;throw Error(`Unexpected stream implementation, expect Blob or ReadableStream, got ${t}`)}let i=!1,o=async()=>{if(i)throw Error(c);return i=!0,await (0,_stream_collector_js__WEBPACK_IMPORTED_MODULE_2__.n)(e)},l=e=>{if(typeof e.stream!=`function`)throw Error(`Cannot transform payload Blob to web stream. Please make sure the Blob.stream() is polyfilled.
If you are using React Native, this API is not yet supported, see: https://react-native.canny.io/feature-requests/p/fetch-streaming-body`);return e.stream()};return Object.assign(e,{transformToByteArray:o,transformToString:async e=>{let r=await o();if(e===`base64`)return (0,_toBase64_browser_js__WEBPACK_IMPORTED_MODULE_0__.t)(r);if(e===`hex`)return (0,_hex_encoding_js__WEBPACK_IMPORTED_MODULE_1__.n)(r);if(e===void 0||e===`utf8`||e===`utf-8`)return s(r);if(typeof TextDecoder==`function`)return new TextDecoder(e).decode(r);throw Error(`TextDecoder is not available, please make sure polyfill is provided.`)},transformToWebStream:()=>{if(i)throw Error(c);if(i=!0,u(e))return l(e);if((0,_stream_type_check_js__WEBPACK_IMPORTED_MODULE_4__.n)(e))return e;throw Error(`Cannot transform payload to web stream, got ${e}`)}})},u=e=>typeof Blob==`function`&&e instanceof Blob,d=`The stream has already been transformed.`,f=t=>{if(!(t instanceof node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable))try{return l(t)}catch{let e=t?.__proto__?.constructor?.name||t;throw Error(`Unexpected stream implementation, expect Stream.Readable instance, got ${e}`)}let n=!1,r=async()=>{if(n)throw Error(d);return n=!0,await (0,_stream_collector_js__WEBPACK_IMPORTED_MODULE_2__.t)(t)};return Object.assign(t,{transformToByteArray:r,transformToString:async t=>{let n=await r();return t===void 0||Buffer.isEncoding(t)?(0,_buffer_from_js__WEBPACK_IMPORTED_MODULE_5__.t)(n.buffer,n.byteOffset,n.byteLength).toString(t):new TextDecoder(t).decode(n)},transformToWebStream:()=>{if(n)throw Error(d);if(t.readableFlowing!==null)throw Error(`The stream has been consumed by other callbacks.`);if(typeof node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.toWeb!=`function`)throw Error(`Readable.toWeb() is not supported. Please ensure a polyfill is available.`);return n=!0,node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable.toWeb(t)}})};

/***/ }),

/***/ 1873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ C),
/* harmony export */   i: () => (/* binding */ A),
/* harmony export */   n: () => (/* binding */ U),
/* harmony export */   o: () => (/* binding */ T),
/* harmony export */   r: () => (/* binding */ x),
/* harmony export */   s: () => (/* binding */ k),
/* harmony export */   t: () => (/* binding */ K)
/* harmony export */ });
/* harmony import */ var _stream_type_check_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9133);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
const r=e=>{if(e!=null){if(typeof e==`string`){let t=parseFloat(e);if(!Number.isNaN(t))return String(t)!==String(e)&&v.warn(_(`Expected number but observed string: ${e}`)),t}if(typeof e==`number`)return e;throw TypeError(`Expected number, got ${typeof e}: ${e}`)}},i=Math.ceil(2**127*(2-2**-23)),a=e=>{let t=r(e);if(t!==void 0&&!Number.isNaN(t)&&t!==1/0&&t!==-1/0&&Math.abs(t)>i)throw TypeError(`Expected 32-bit float, got ${e}`);return t},o=e=>{if(e!=null){if(Number.isInteger(e)&&!Number.isNaN(e))return e;throw TypeError(`Expected integer, got ${typeof e}: ${e}`)}},s=e=>l(e,16),c=e=>l(e,8),l=(e,t)=>{let n=o(e);if(n!==void 0&&u(n,t)!==n)throw TypeError(`Expected ${t}-bit integer, got ${e}`);return n},u=(e,t)=>{switch(t){case 32:return Int32Array.of(e)[0];case 16:return Int16Array.of(e)[0];case 8:return Int8Array.of(e)[0]}},d=e=>r(typeof e==`string`?m(e):e),f=e=>a(typeof e==`string`?m(e):e),p=/(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(-?Infinity)|(NaN)/g,m=e=>{let t=e.match(p);if(t===null||t[0].length!==e.length)throw TypeError(`Expected real number, got implicit NaN`);return parseFloat(e)},h=e=>s(typeof e==`string`?m(e):e),g=e=>c(typeof e==`string`?m(e):e),_=e=>String(TypeError(e).stack||e).split(`
`).slice(0,5).filter(e=>!e.includes(`stackTraceWarning`)).join(`
`),v={warn:console.warn},y=[`Sun`,`Mon`,`Tue`,`Wed`,`Thu`,`Fri`,`Sat`],b=[`Jan`,`Feb`,`Mar`,`Apr`,`May`,`Jun`,`Jul`,`Aug`,`Sep`,`Oct`,`Nov`,`Dec`];function x(e){let t=e.getUTCFullYear(),n=e.getUTCMonth(),r=e.getUTCDay(),i=e.getUTCDate(),a=e.getUTCHours(),o=e.getUTCMinutes(),s=e.getUTCSeconds(),c=i<10?`0${i}`:`${i}`,l=a<10?`0${a}`:`${a}`,u=o<10?`0${o}`:`${o}`,d=s<10?`0${s}`:`${s}`;return`${y[r]}, ${c} ${b[n]} ${t} ${l}:${u}:${d} GMT`}const S=/* @__PURE__ */ new RegExp(/^(\d{4})-(\d{2})-(\d{2})[tT](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?[zZ]$/),C=e=>{if(e==null)return;if(typeof e!=`string`)throw TypeError(`RFC-3339 date-times must be expressed as strings`);let t=S.exec(e);if(!t)throw TypeError(`Invalid RFC-3339 date-time value`);let[n,r,i,a,o,s,c,l]=t,u=h(V(r)),d=R(i,`month`,1,12),f=R(a,`day`,1,31);return j(u,d,f,{hours:o,minutes:s,seconds:c,fractionalMilliseconds:l})},w=/* @__PURE__ */ new RegExp(/^(\d{4})-(\d{2})-(\d{2})[tT](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(([-+]\d{2}:\d{2})|[zZ])$/),T=e=>{if(e==null)return;if(typeof e!=`string`)throw TypeError(`RFC-3339 date-times must be expressed as strings`);let t=w.exec(e);if(!t)throw TypeError(`Invalid RFC-3339 date-time value`);let[n,r,i,a,o,s,c,l,u]=t,d=h(V(r)),f=R(i,`month`,1,12),p=R(a,`day`,1,31),m=j(d,f,p,{hours:o,minutes:s,seconds:c,fractionalMilliseconds:l});return u.toUpperCase()!=`Z`&&m.setTime(m.getTime()-B(u)),m},E=/* @__PURE__ */ new RegExp(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/),D=/* @__PURE__ */ new RegExp(/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (\d{2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/),O=/* @__PURE__ */ new RegExp(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ( [1-9]|\d{2}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? (\d{4})$/),k=e=>{if(e==null)return;if(typeof e!=`string`)throw TypeError(`RFC-7231 date-times must be expressed as strings`);let t=E.exec(e);if(t){let[e,n,r,i,a,o,s,c]=t;return j(h(V(i)),P(r),R(n,`day`,1,31),{hours:a,minutes:o,seconds:s,fractionalMilliseconds:c})}if(t=D.exec(e),t){let[e,n,r,i,a,o,s,c]=t;return N(j(M(i),P(r),R(n,`day`,1,31),{hours:a,minutes:o,seconds:s,fractionalMilliseconds:c}))}if(t=O.exec(e),t){let[e,n,r,i,a,o,s,c]=t;return j(h(V(c)),P(n),R(r.trimLeft(),`day`,1,31),{hours:i,minutes:a,seconds:o,fractionalMilliseconds:s})}throw TypeError(`Invalid RFC-7231 date-time value`)},A=e=>{if(e==null)return;let t;if(typeof e==`number`)t=e;else if(typeof e==`string`)t=d(e);else if(typeof e==`object`&&e.tag===1)t=e.value;else throw TypeError(`Epoch timestamps must be expressed as floating point numbers or their string representation`);if(Number.isNaN(t)||t===1/0||t===-1/0)throw TypeError(`Epoch timestamps must be valid, non-Infinite, non-NaN numerics`);return new Date(Math.round(t*1e3))},j=(e,t,n,r)=>{let i=t-1;return I(e,i,n),new Date(Date.UTC(e,i,n,R(r.hours,`hour`,0,23),R(r.minutes,`minute`,0,59),R(r.seconds,`seconds`,0,60),z(r.fractionalMilliseconds)))},M=e=>{let t=(/* @__PURE__ */ new Date()).getUTCFullYear(),n=Math.floor(t/100)*100+h(V(e));return n<t?n+100:n},N=e=>e.getTime()-(/* @__PURE__ */ new Date()).getTime()>15768e8?new Date(Date.UTC(e.getUTCFullYear()-100,e.getUTCMonth(),e.getUTCDate(),e.getUTCHours(),e.getUTCMinutes(),e.getUTCSeconds(),e.getUTCMilliseconds())):e,P=e=>{let t=b.indexOf(e);if(t<0)throw TypeError(`Invalid month: ${e}`);return t+1},F=[31,28,31,30,31,30,31,31,30,31,30,31],I=(e,t,n)=>{let r=F[t];if(t===1&&L(e)&&(r=29),n>r)throw TypeError(`Invalid day for ${b[t]} in ${e}: ${n}`)},L=e=>e%4==0&&(e%100!=0||e%400==0),R=(e,t,n,r)=>{let i=g(V(e));if(i<n||i>r)throw TypeError(`${t} must be between ${n} and ${r}, inclusive`);return i},z=e=>e==null?0:f(`0.`+e)*1e3,B=e=>{let t=e[0],n=1;if(t==`+`)n=1;else if(t==`-`)n=-1;else throw TypeError(`Offset direction, ${t}, must be "+" or "-"`);let r=Number(e.substring(1,3)),i=Number(e.substring(4,6));return n*(r*60+i)*60*1e3},V=e=>{let t=0;for(;t<e.length-1&&e.charAt(t)===`0`;)t++;return t===0?e:e.slice(t)};function H(e,t){if(t===void 0){t=0;for(let n of e)t+=n.byteLength}let n=new Uint8Array(t),r=0;for(let t of e)n.set(t,r),r+=t.byteLength;return n}const U=async e=>(0,_stream_type_check_js__WEBPACK_IMPORTED_MODULE_1__.t)(e)?W(e):G(e);async function W(e){return e.arrayBuffer().then(e=>new Uint8Array(e))}async function G(e){let t=[],n=e.getReader(),r=0;for(;;){let{done:e,value:i}=await n.read();if(i&&(t.push(i),r+=i.length),e)break}return H(t,r)}const K=n=>(0,_stream_type_check_js__WEBPACK_IMPORTED_MODULE_1__.t)(n)?W(n):(0,_stream_type_check_js__WEBPACK_IMPORTED_MODULE_1__.n)(n)?G(n):new Promise((e,t)=>{let r=new q,i=n;i.pipe(r),i.on(`error`,e=>{r.end(),t(e)}),r.on(`error`,t),r.on(`finish`,function(){e(H(this.bufferedBytes))})});var q=class extends node_stream__WEBPACK_IMPORTED_MODULE_0__.Writable{bufferedBytes=[];_write(e,t,n){this.bufferedBytes.push(e),n()}};

/***/ }),

/***/ 9133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
const e=e=>typeof ReadableStream==`function`&&(e?.constructor?.name===ReadableStream.name||e instanceof ReadableStream),t=e=>typeof Blob==`function`&&(e?.constructor?.name===Blob.name||e instanceof Blob);

/***/ }),

/***/ 27:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ r)
/* harmony export */ });
const e=e=>new TextEncoder().encode(e),t=`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/`;Object.entries(t).reduce((e,[t,n])=>(e[n]=Number(t),e),{});const n=t.split(``);function r(t){let r;r=typeof t==`string`?e(t):t;let i=typeof r==`object`&&typeof r.length==`number`,a=typeof r==`object`&&typeof r.byteOffset==`number`&&typeof r.byteLength==`number`;if(!i&&!a)throw Error(`@smithy/util-base64: toBase64 encoder function only accepts string | Uint8Array.`);let o=``;for(let e=0;e<r.length;e+=3){let t=0,i=0;for(let n=e,a=Math.min(e+3,r.length);n<a;n++)t|=r[n]<<(a-n-1)*8,i+=8;let a=Math.ceil(i/6);t<<=a*6-i;for(let e=1;e<=a;e++){let r=(a-e)*6;o+=n[(t&63<<r)>>r]}o+=`==`.slice(0,4-a)}return o}

/***/ })

};
