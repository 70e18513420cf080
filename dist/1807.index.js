export const id = 1807;
export const ids = [1807];
export const modules = {

/***/ 9353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e(e){return e===`aws-cn`?`cn-north-1`:e===`aws-us-gov`?`us-gov-west-1`:`us-east-1`}

/***/ }),

/***/ 1807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   permissionsFor: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var _home_region_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9353);
/* harmony import */ var _wildcard_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1289);
/* harmony import */ var _protected_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6117);
const r={role:[`iam:AttachRolePolicy`,`iam:DeleteRole`,`iam:DeleteRolePermissionsBoundary`,`iam:DeleteRolePolicy`,`iam:DetachRolePolicy`,`iam:PutRolePermissionsBoundary`,`iam:PutRolePolicy`,`iam:TagRole`,`iam:UntagRole`,`iam:UpdateAssumeRolePolicy`,`iam:UpdateRole`],policy:[`iam:CreatePolicyVersion`,`iam:DeletePolicy`,`iam:DeletePolicyVersion`,`iam:SetDefaultPolicyVersion`,`iam:TagPolicy`,`iam:UntagPolicy`],user:[`iam:AttachUserPolicy`,`iam:CreateAccessKey`,`iam:CreateLoginProfile`,`iam:DeleteUser`,`iam:DeleteUserPermissionsBoundary`,`iam:DeleteUserPolicy`,`iam:DetachUserPolicy`,`iam:PutUserPermissionsBoundary`,`iam:PutUserPolicy`,`iam:TagUser`,`iam:UntagUser`,`iam:UpdateLoginProfile`,`iam:UpdateUser`]};function i(e,n,r){let[,,i=``,,,...a]=e.split(`:`),o=/^[^*?]*/.exec(a.join(`:`))?.[0]??``,s=o!==a.join(`:`)&&r.startsWith(o);return (0,_wildcard_js__WEBPACK_IMPORTED_MODULE_0__.t)(i,n)&&(s||o.startsWith(r))}function a(e,t){let a=e.targets.flatMap(({roles:e,via:t})=>[...Object.values(e),t?.read,t?.write]),o=t.partitions.flatMap(e=>_protected_js__WEBPACK_IMPORTED_MODULE_1__.t.map(t=>t.replace(`arn:*:`,`arn:${e}:`))),s=[.../* @__PURE__ */ new Set([...e.protected,...a.flatMap(e=>e??[]),...o])].sort(),c=(e,t)=>s.filter(n=>i(n,e,t)),l=(e,t,n)=>t.length===0||n.length===0?[]:[{Sid:e,Effect:`Deny`,Action:t,Resource:n}];return[...[...new Set(t.writes.flatMap(e=>e.split(`:`)[0]??[]))].filter(e=>e!==`iam`).flatMap(e=>l(e===`ec2`?`Protected`:`Protected${e.replace(/[^a-z0-9]/gi,``)}`,t.writes.filter(t=>t.startsWith(`${e}:`)),c(e,``))),...l(`ProtectedRoles`,r.role,c(`iam`,`role/`)),...l(`ProtectedPolicies`,r.policy,c(`iam`,`policy/`)),...l(`ProtectedUsers`,r.user,c(`iam`,`user/`))]}function o(e,t){let{policy:n}=e,r=s(e),i=t===`remediate`||t===`undo`,o=c(r.flatMap(e=>l(e,t))),h=i?c(r.flatMap(e=>u(e,t))):[],g=(e,t)=>[...new Set(t)].flatMap(t=>t.narrowed(e,x(n),d(r))),b=g(o,r.flatMap(({own:e,others:t})=>[...e,...t])),S=g(h,r.flatMap(({use:e,own:t})=>p(e)?t:[])),C=e=>[...b,...S].some(({Action:t})=>t.includes(e));return{Version:`2012-10-17`,Statement:[...m(n),...v(n,o.filter(e=>!C(e))),...y(n,o),..._(n,h.filter(e=>!C(e))),...f([...b,...S]),...i?a(n,{writes:h,partitions:c(x(n).map(({partition:e})=>e))}):[]]}}function s({policy:e,rules:t,kinds:n}){let r=e=>e.flatMap(e=>n.get(e)??[]);return e.uses.flatMap(e=>{let n=t.get(e.rule);return n===void 0?[]:[{use:e,rule:n,own:r(e.kinds),others:r(n.looksUp(e.options))}]})}const c=e=>[...new Set(e)].sort();function l({use:e,rule:t,own:n,others:r},i){let a=i===`undo`?[]:[...n,...r].flatMap(({reads:e})=>e.list),o=i===`undo`||!t.wantsDetail?[]:n.flatMap(({reads:e})=>e.detail),s=(i===`remediate`||i===`undo`)&&p(e);return[...a,...o,...s?n.flatMap(({reads:e})=>e.again):[]]}function u({use:e,rule:t,own:n},r){if(!p(e))return[];let i=t.writes(e.options,n);return r===`undo`?n.flatMap(e=>i.flatMap(t=>e.inverse(t))):i}function d(e){let t=e.filter(({use:e})=>p(e)).map(({use:e,rule:t})=>t.tagKeys(e.options));return t.includes(null)?null:c(t.flatMap(e=>e??[]))}function f(e){let t=/* @__PURE__ */ new Map;for(let n of e){let e=JSON.stringify([n.Effect,n.Action,n.Condition??null]);t.set(e,[...t.get(e)??[],n])}let n=/* @__PURE__ */ new Map;return[...t.values()].flatMap(([e,...t])=>{if(e===void 0)return[];let r=c([e,...t].flatMap(e=>e.Resource)),i=(n.get(e.Sid)??0)+1;return n.set(e.Sid,i),[{...e,Sid:i===1?e.Sid:`${e.Sid}${i}`,Resource:r}]})}const p=({response:e})=>typeof e==`string`?e!==`report`:Object.values(e).some(e=>e!==`report`);function m({targets:e}){return e.some(({regions:e})=>e.kind===`enabled`)?[{Sid:`Regions`,Effect:`Allow`,Action:[`ec2:DescribeRegions`],Resource:`*`}]:[]}function h({targets:e}){if(e.length===0||e.some(({regions:e})=>e.kind===`enabled`))return;let t=e.flatMap(({regions:e})=>e.kind===`these`?e.regions:[]);return{StringEquals:{"aws:RequestedRegion":c(t)}}}function g(e,t,n){return t.length===0?[]:[{Sid:e,Effect:`Allow`,Action:t,Resource:`*`,...n===void 0?{}:{Condition:n}}]}const _=(e,t)=>g(`Write`,t,h(e));function v(e,t){let n=e=>/^(iam|s3):/.test(e);return[...g(`Read`,t.filter(e=>!n(e)),h(e)),...g(`ReadGlobal`,t.filter(n))]}function y(t,n){let r=h(t)?.StringEquals?.[`aws:RequestedRegion`];if(r===void 0||!n.includes(`iam:ListPolicyTags`))return[];let i=c(x(t).map(({partition:t})=>(0,_home_region_js__WEBPACK_IMPORTED_MODULE_2__.t)(t))).filter(e=>!r.includes(e));return i.length===0?[]:g(`ReadHome`,[`tag:GetResources`],{StringEquals:{"aws:RequestedRegion":i}})}const b=e=>/^(cn|us-gov)-/.exec(e)?.[1]?.replace(/^/,`aws-`)??`aws`;function x({targets:e}){let t=new Map(e.flatMap(({account:e,regions:t,roles:n})=>{let r=t.kind===`these`?t.regions:[`*`],[,i,a=`*`]=/^arn:([^:]+):iam::(\d{12}):/.exec(n.write??n.read??``)??[];return r.map(t=>({partition:i??b(t),region:t,account:e??a}))}).map(e=>[Object.values(e).join(`:`),e])),[n={partition:`aws`,region:`*`,account:`*`},...r]=[...t.keys()].sort().flatMap(e=>t.get(e)??[]);return[n,...r]}

/***/ }),

/***/ 6117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
const e=[`arn:*:iam::*:role/aws-service-role/*`,`arn:*:iam::*:role/aws-reserved/*`,`arn:*:iam::*:role/OrganizationAccountAccessRole`,`arn:*:iam::*:role/AWSControlTowerExecution`];

/***/ })

};
