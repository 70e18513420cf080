export const id = 807;
export const ids = [807];
export const modules = {

/***/ 1807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   permissionsFor: () => (/* binding */ e)
/* harmony export */ });
function e({policy:e,rules:s,kinds:c},l){let u=e.uses.flatMap(e=>{let t=s.get(e.rule);return t===void 0?[]:[{use:e,rule:t}]}),d=l===`remediate`||l===`undo`,f=e=>e.flatMap(e=>c.get(e)??[]),p=/* @__PURE__ */ new Set,m=/* @__PURE__ */ new Set;for(let{use:e,rule:r}of u){let i=f(r.kinds(e.options));l!==`undo`&&(t(p,[...i,...f(r.looksUp)].flatMap(e=>e.reads.list)),r.wantsDetail&&t(p,i.flatMap(e=>e.reads.detail))),d&&n(e)&&(t(p,i.flatMap(e=>e.reads.again)),t(m,l===`undo`?i.flatMap(t=>r.writes(e.options).flatMap(t.inverse)):r.writes(e.options)))}return{Version:`2012-10-17`,Statement:[...r(e),...i(e,[...p].sort()),...[...c.values()].flatMap(t=>t.narrowed([...m].sort(),a(e))),...o(e,[...m].sort())]}}function t(e,t){for(let n of t)e.add(n)}const n=({response:e})=>typeof e==`string`?e!==`report`:Object.values(e).some(e=>e!==`report`);function r({targets:e}){return e.some(({regions:e})=>e.kind===`enabled`)?[{Sid:`Regions`,Effect:`Allow`,Action:[`ec2:DescribeRegions`],Resource:`*`}]:[]}function i({targets:e},t){if(t.length===0)return[];let n=e.flatMap(({regions:e})=>e.kind===`these`?e.regions:[]),r=e.length===0||e.some(({regions:e})=>e.kind===`enabled`),i={Sid:`Read`,Effect:`Allow`,Action:t,Resource:`*`};return[r?i:{...i,Condition:{StringEquals:{"aws:RequestedRegion":[...new Set(n)].sort()}}}]}function a({targets:e}){return e.length===0?[`arn:aws:ec2:*:*`]:[...new Set(e.flatMap(({account:e,regions:t,roles:n})=>{let r=/^arn:([^:]+):/.exec(n.write??n.read??``)?.[1]??`aws`;return(t.kind===`these`?t.regions:[`*`]).map(t=>`arn:${r}:ec2:${t}:${e??`*`}`)}))].sort()}function o({protected:e},t){let n=e.filter(e=>/^arn:[^:]*:ec2:/.test(e));return n.length===0||t.length===0?[]:[{Sid:`Protected`,Effect:`Deny`,Action:t,Resource:n}]}

/***/ })

};
