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
const r={role:[`iam:AttachRolePolicy`,`iam:DeleteRole`,`iam:DeleteRolePermissionsBoundary`,`iam:DeleteRolePolicy`,`iam:DetachRolePolicy`,`iam:PutRolePermissionsBoundary`,`iam:PutRolePolicy`,`iam:TagRole`,`iam:UntagRole`,`iam:UpdateAssumeRolePolicy`,`iam:UpdateRole`],policy:[`iam:CreatePolicyVersion`,`iam:DeletePolicy`,`iam:DeletePolicyVersion`,`iam:SetDefaultPolicyVersion`,`iam:TagPolicy`,`iam:UntagPolicy`],user:[`iam:AttachUserPolicy`,`iam:CreateAccessKey`,`iam:CreateLoginProfile`,`iam:DeleteUser`,`iam:DeleteUserPermissionsBoundary`,`iam:DeleteUserPolicy`,`iam:DetachUserPolicy`,`iam:PutUserPermissionsBoundary`,`iam:PutUserPolicy`,`iam:TagUser`,`iam:UntagUser`,`iam:UpdateLoginProfile`,`iam:UpdateUser`]};function i(e,n,r){let[,,i=``,,,...a]=e.split(`:`),o=/^[^*?]*/.exec(a.join(`:`))?.[0]??``,s=o!==a.join(`:`)&&r.startsWith(o);return (0,_wildcard_js__WEBPACK_IMPORTED_MODULE_0__.t)(i,n)&&(s||o.startsWith(r))}function a(e,t){let a=e.targets.flatMap(({roles:e,via:t})=>[...Object.values(e),t?.read,t?.write]),o=t.partitions.flatMap(e=>_protected_js__WEBPACK_IMPORTED_MODULE_1__.t.map(t=>t.replace(`arn:*:`,`arn:${e}:`))),s=[.../* @__PURE__ */ new Set([...e.protected,...a.flatMap(e=>e??[]),...o])].sort(),c=(e,t)=>s.filter(n=>i(n,e,t)),l=(e,t,n)=>t.length===0||n.length===0?[]:[{Sid:e,Effect:`Deny`,Action:t,Resource:n}];return[...[...new Set(t.writes.flatMap(e=>e.split(`:`)[0]??[]))].filter(e=>e!==`iam`).flatMap(e=>l(e===`ec2`?`Protected`:`Protected${e.replace(/[^a-z0-9]/gi,``)}`,t.writes.filter(t=>t.startsWith(`${e}:`)),c(e,``))),...l(`ProtectedRoles`,r.role,c(`iam`,`role/`)),...l(`ProtectedPolicies`,r.policy,c(`iam`,`policy/`)),...l(`ProtectedUsers`,r.user,c(`iam`,`user/`))]}function o(e,t){let{policy:n}=e,r=s(e),i=t===`remediate`||t===`undo`,o=c(r.flatMap(e=>l(e,t))),u=i?c(r.flatMap(e=>f(e,t))):[],d=(e,t)=>[...new Set(t)].flatMap(t=>t.narrowed(e,C(n),p(r))),_=d(o,r.flatMap(({own:e,others:t})=>[...e,...t])),v=d(u,r.flatMap(({use:e,own:t})=>h(e)?t:[])),S=e=>[..._,...v].some(({Action:t})=>t.includes(e));return{Version:`2012-10-17`,Statement:[...g(n),...b(n,o.filter(e=>!S(e))),...x(n,o),...y(n,u.filter(e=>!S(e))),...m([..._,...v]),...i?a(n,{writes:u,partitions:c(C(n).map(({partition:e})=>e))}):[]]}}function s({policy:e,rules:t,kinds:n}){let r=e=>e.flatMap(e=>n.get(e)??[]);return e.uses.flatMap(e=>{let n=t.get(e.rule);return n===void 0?[]:[{use:e,rule:n,own:r(e.kinds),others:r(n.looksUp(e.options))}]})}const c=e=>[...new Set(e)].sort();function l({use:e,rule:t,own:n,others:r},i){let a=t.depth===`whole`,o=i===`undo`?[]:[...n,...r].flatMap(({reads:e})=>u(e,a)),s=i===`undo`||i===`check`||!t.wantsDetail?[]:n.flatMap(({reads:e})=>e.detail),c=(i===`remediate`||i===`undo`)&&h(e)&&t.writes(e.options,n).length>0;return[...o,...s,...c?n.flatMap(({reads:e})=>d(e,a)):[]]}const u=({list:e,whole:t},n)=>n?[...e,...t?.list??[]]:e,d=({again:e,whole:t},n)=>n?[...e,...t?.again??[]]:e;function f({use:e,rule:t,own:n},r){if(!h(e))return[];let i=t.writes(e.options,n);return r===`undo`?n.flatMap(e=>i.flatMap(t=>e.inverse(t))):i}function p(e){let t=e.filter(({use:e})=>h(e)).map(({use:e,rule:t})=>t.tagKeys(e.options));return t.includes(null)?null:c(t.flatMap(e=>e??[]))}function m(e){let t=/* @__PURE__ */ new Map;for(let n of e){let e=JSON.stringify([n.Effect,n.Action,n.Condition??null]);t.set(e,[...t.get(e)??[],n])}let n=/* @__PURE__ */ new Map;return[...t.values()].flatMap(([e,...t])=>{if(e===void 0)return[];let r=c([e,...t].flatMap(e=>e.Resource)),i=(n.get(e.Sid)??0)+1;return n.set(e.Sid,i),[{...e,Sid:i===1?e.Sid:`${e.Sid}${i}`,Resource:r}]})}const h=({response:e})=>typeof e==`string`?e!==`report`:Object.values(e).some(e=>e!==`report`);function g({targets:e}){return e.some(({regions:e})=>e.kind===`enabled`)?[{Sid:`Regions`,Effect:`Allow`,Action:[`ec2:DescribeRegions`],Resource:`*`}]:[]}function _({targets:e}){if(e.length===0||e.some(({regions:e})=>e.kind===`enabled`))return;let t=e.flatMap(({regions:e})=>e.kind===`these`?e.regions:[]);return{StringEquals:{"aws:RequestedRegion":c(t)}}}function v(e,t,n){return t.length===0?[]:[{Sid:e,Effect:`Allow`,Action:t,Resource:`*`,...n===void 0?{}:{Condition:n}}]}const y=(e,t)=>v(`Write`,t,_(e));function b(e,t){let n=e=>/^(iam|s3):/.test(e);return[...v(`Read`,t.filter(e=>!n(e)),_(e)),...v(`ReadGlobal`,t.filter(n))]}function x(t,n){let r=_(t)?.StringEquals?.[`aws:RequestedRegion`];if(r===void 0||!n.includes(`iam:ListPolicyTags`))return[];let i=c(C(t).map(({partition:t})=>(0,_home_region_js__WEBPACK_IMPORTED_MODULE_2__.t)(t))).filter(e=>!r.includes(e));return i.length===0?[]:v(`ReadHome`,[`tag:GetResources`],{StringEquals:{"aws:RequestedRegion":i}})}const S=e=>/^(cn|us-gov)-/.exec(e)?.[1]?.replace(/^/,`aws-`)??`aws`;function C({targets:e}){let t=new Map(e.flatMap(({account:e,regions:t,roles:n})=>{let r=t.kind===`these`?t.regions:[`*`],[,i,a=`*`]=/^arn:([^:]+):iam::(\d{12}):/.exec(n.write??n.read??n.check??``)??[];return r.map(t=>({partition:i??S(t),region:t,account:e??a}))}).map(e=>[Object.values(e).join(`:`),e])),[n={partition:`aws`,region:`*`,account:`*`},...r]=[...t.keys()].sort().flatMap(e=>t.get(e)??[]);return[n,...r]}

/***/ }),

/***/ 6117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
const e=[`arn:*:iam::*:role/aws-service-role/*`,`arn:*:iam::*:role/aws-reserved/*`,`arn:*:iam::*:role/OrganizationAccountAccessRole`,`arn:*:iam::*:role/AWSControlTowerExecution`];

/***/ })

};
