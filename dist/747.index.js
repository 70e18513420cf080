export const id = 747;
export const ids = [747];
export const modules = {

/***/ 3228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
var e=class e extends Error{name=`ProviderError`;tryNextLink;constructor(t,n=!0){let r,i=!0;typeof n==`boolean`?(r=void 0,i=n):typeof n==`object`&&n&&(r=n.logger,i=n.tryNextLink??!0),super(t),this.tryNextLink=i,Object.setPrototypeOf(this,e.prototype),r?.debug?.(`@smithy/property-provider ${i?`->`:`(!)`} ${t}`)}static from(e,t=!0){return Object.assign(new this(e.message,t),e)}},t=class t extends e{name=`CredentialsProviderError`;constructor(e,n=!0){super(e,n),Object.setPrototypeOf(this,t.prototype)}};

/***/ }),

/***/ 5994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   io: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3807);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4024);
/* harmony import */ var _pool_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3013);
var s=class extends (0,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.r)(_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.t,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.n,`GetManagedPrefixListEntries`,_commandBuilder_js__WEBPACK_IMPORTED_MODULE_0__.u){};const c=`ec2:GetManagedPrefixListEntries`,l={kind:`prefix-list`,async*list(e,{only:t}){if(t===`all`)throw Error(`prefix lists are read by id`);let n=await (0,_pool_js__WEBPACK_IMPORTED_MODULE_1__.n)(t,4,t=>u(e,t.id));for(let[r,i]of n.entries()){let n=t[r];n!==void 0&&(i.kind===`done`?yield{resources:[d(e,n,i.value)]}:yield{gap:f(n,(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(i.error))})}},async read(e,t){let n=await (0,_pool_js__WEBPACK_IMPORTED_MODULE_1__.n)(t,4,t=>u(e,t.id));return t.map((t,r)=>{let i=n[r];return i?.kind===`done`?{ref:t,resource:{known:!0,value:d(e,t,i.value)}}:{ref:t,resource:{known:!1,why:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.r)(i?.error).why,operation:c}}})},send:async(e,t)=>({kind:`refused`,why:`Holdfast writes no prefix list`,failed:t.changes})};async function u(e,t){let n=await e.ec2(),r=[],a;do{let e=await n.send(new s({PrefixListId:t,MaxResults:100,...a===void 0?{}:{NextToken:a}}));if(e.Entries===void 0)throw Object.assign(/* @__PURE__ */ Error(`no list of entries`),{name:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.n)(``).code});for(let{Cidr:t}of e.Entries){if(t===void 0)throw Object.assign(/* @__PURE__ */ Error(`an entry without its CIDR block`),{name:(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__.n)(``).code});r.push(t)}a=e.NextToken===``?void 0:e.NextToken}while(a!==void 0);return r}function d({partition:e},{account:t,region:n,id:r},i){return{ref:{kind:`prefix-list`,account:t,region:n,id:r,arn:`arn:${e}:ec2:${n}:${t}:prefix-list/${r}`},name:{known:!0,value:null},tags:{known:!1,why:`unsupported`,operation:`ec2:DescribeManagedPrefixLists`},vpc:{known:!0,value:null},facts:{entries:i}}}const f=({account:e,region:t,id:n},{why:r,code:i,message:a})=>({account:e,region:t,kind:`prefix-list`,id:n,operation:c,why:r,detail:`${i}: ${a}`});

/***/ }),

/***/ 9230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
/* harmony import */ var _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3228);
const t=(...t)=>async()=>{if(t.length===0)throw new _CredentialsProviderError_js__WEBPACK_IMPORTED_MODULE_0__.n(`No providers in chain`);let n;for(let e of t)try{return await e()}catch(e){if(n=e,e?.tryNextLink)continue;throw e}throw n};

/***/ }),

/***/ 3807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ cn),
/* harmony export */   c: () => (/* binding */ dn),
/* harmony export */   d: () => (/* binding */ mn),
/* harmony export */   f: () => (/* binding */ hn),
/* harmony export */   i: () => (/* binding */ sn),
/* harmony export */   l: () => (/* binding */ fn),
/* harmony export */   m: () => (/* binding */ re),
/* harmony export */   n: () => (/* binding */ vn),
/* harmony export */   o: () => (/* binding */ ln),
/* harmony export */   p: () => (/* binding */ Ge),
/* harmony export */   r: () => (/* binding */ gn),
/* harmony export */   s: () => (/* binding */ un),
/* harmony export */   t: () => (/* binding */ _n),
/* harmony export */   u: () => (/* binding */ pn)
/* harmony export */ });
/* harmony import */ var _endpoints_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(381);
/* harmony import */ var _TypeRegistry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(664);
const re=e=>Object.assign(e,{useDualstackEndpoint:e.useDualstackEndpoint??!1,useFipsEndpoint:e.useFipsEndpoint??!1,defaultSigningName:`ec2`}),ie={UseFIPS:{type:`builtInParams`,name:`useFipsEndpoint`},Endpoint:{type:`builtInParams`,name:`endpoint`},Region:{type:`builtInParams`,name:`region`},UseDualStack:{type:`builtInParams`,name:`useDualstackEndpoint`}};var ae=class ee extends _endpoints_js__WEBPACK_IMPORTED_MODULE_0__.a{static shapeId=`smithy.ts.sdk.synthetic.com.amazonaws.ec2#EC2ServiceException`;constructor(e){super(e),Object.setPrototypeOf(this,ee.prototype)}};const oe=`Association`,t=`CidrIp`,n=`CidrIpv6`,se=`CidrIpv4`,ce=`ConnectionTrackingConfiguration`,r=`DryRun`,i=`Description`,a=`FromPort`,o=`Filters`,s=`Filter`,c=`GroupId`,l=`GroupName`,le=`Ipv6Address`,ue=`IsEgress`,u=`IpPermissions`,d=`IpProtocol`,f=`MaxResults`,p=`Name`,de=`NetworkInterfaceId`,m=`NextToken`,fe=`OwnerId`,pe=`PrivateDnsName`,me=`PublicDnsName`,he=`PrivateIpAddress`,h=`PublicIpv6DnsName`,ge=`PublicIpDnsNameOptions`,g=`PrefixListId`,_=`PeeringStatus`,v=`Return`,y=`RegionName`,_e=`RevokedSecurityGroupRules`,b=`SecurityGroupRules`,x=`SecurityGroupRuleIds`,S=`SecurityGroupRuleId`,C=`SourceSecurityGroupName`,w=`SourceSecurityGroupOwnerId`,ve=`Status`,T=`Tags`,E=`ToPort`,ye=`TagSpecifications`,D=`TagSpecification`,be=`UserId`,xe=`UnknownIpPermissions`,Se=`Value`,O=`VpcId`,Ce=`VpcPeeringConnectionId`,we=`association`,k=`cidrIp`,A=`cidrIpv6`,Te=`cidrIpv4`,j=`dryRun`,M=`description`,N=`ec2QueryName`,P=`fromPort`,F=`groupId`,I=`groupName`,Ee=`ipv6Address`,De=`isEgress`,L=`ipProtocol`,R=`ipPermissions`,z=`item`,B=`nextToken`,Oe=`ownerId`,ke=`privateDnsName`,Ae=`publicDnsName`,je=`privateIpAddress`,Me=`publicIpv6DnsName`,V=`prefixListId`,Ne=`peeringStatus`,H=`return`,Pe=`revokedSecurityGroupRuleSet`,Fe=`smithy.ts.sdk.synthetic.com.amazonaws.ec2`,Ie=`securityGroupRuleId`,U=`securityGroupRuleSet`,Le=`sourceSecurityGroupName`,Re=`sourceSecurityGroupOwnerId`,ze=`status`,W=`toPort`,G=`tagSet`,Be=`userId`,Ve=`unknownIpPermissionSet`,K=`vpcId`,He=`vpcPeeringConnectionId`,q=`xmlName`,J=`com.amazonaws.ec2`,Ue=new _TypeRegistry_js__WEBPACK_IMPORTED_MODULE_1__.t(Fe);var We=[-3,Fe,`EC2ServiceException`,0,[],[]];Ue.registerError(We,ae);const Ge=[Ue];var Ke=[3,J,`AttachmentEnaSrdSpecification`,0,[`EnaSrdEnabled`,`EnaSrdUdpSpecification`],[[2,{[N]:`EnaSrdEnabled`,[q]:`enaSrdEnabled`}],[()=>qe,{[N]:`EnaSrdUdpSpecification`,[q]:`enaSrdUdpSpecification`}]]],qe=[3,J,`AttachmentEnaSrdUdpSpecification`,0,[`EnaSrdUdpEnabled`],[[2,{[N]:`EnaSrdUdpEnabled`,[q]:`enaSrdUdpEnabled`}]]],Je=[3,J,`AuthorizeSecurityGroupEgressRequest`,0,[c,ye,r,C,w,d,a,E,t,u],[[0,{[N]:`GroupId`,[q]:F}],[()=>rn,{[q]:D}],[2,{[N]:`DryRun`,[q]:j}],[0,{[N]:`SourceSecurityGroupName`,[q]:Le}],[0,{[N]:`SourceSecurityGroupOwnerId`,[q]:Re}],[0,{[N]:`IpProtocol`,[q]:L}],[1,{[N]:`FromPort`,[q]:P}],[1,{[N]:`ToPort`,[q]:W}],[0,{[N]:`CidrIp`,[q]:k}],[()=>X,{[N]:`IpPermissions`,[q]:R}]],1],Ye=[3,J,`AuthorizeSecurityGroupEgressResult`,0,[v,b],[[2,{[N]:`Return`,[q]:H}],[()=>Q,{[N]:`SecurityGroupRuleSet`,[q]:U}]]],Xe=[3,J,`AuthorizeSecurityGroupIngressRequest`,0,[t,a,c,l,u,d,C,w,E,ye,r],[0,1,0,0,[()=>X,0],0,0,0,1,[()=>rn,{[q]:D}],[2,{[N]:`DryRun`,[q]:j}]]],Ze=[3,J,`AuthorizeSecurityGroupIngressResult`,0,[v,b],[[2,{[N]:`Return`,[q]:H}],[()=>Q,{[N]:`SecurityGroupRuleSet`,[q]:U}]]],Qe=[3,J,ce,0,[`TcpEstablishedTimeout`,`UdpStreamTimeout`,`UdpTimeout`],[[1,{[N]:`TcpEstablishedTimeout`,[q]:`tcpEstablishedTimeout`}],[1,{[N]:`UdpStreamTimeout`,[q]:`udpStreamTimeout`}],[1,{[N]:`UdpTimeout`,[q]:`udpTimeout`}]]],$e=[3,J,`DescribeNetworkInterfacesRequest`,0,[m,f,`IncludeManagedResources`,r,`NetworkInterfaceIds`,o],[0,1,2,[2,{[N]:`DryRun`,[q]:j}],[()=>Kt,{[q]:de}],[()=>Y,{[N]:`Filter`,[q]:`filter`}]]],et=[3,J,`DescribeNetworkInterfacesResult`,0,[`NetworkInterfaces`,m],[[()=>Jt,{[N]:`NetworkInterfaceSet`,[q]:`networkInterfaceSet`}],[0,{[N]:`NextToken`,[q]:B}]]],tt=[3,J,`DescribeRegionsRequest`,0,[`RegionNames`,`AllRegions`,r,o],[[()=>en,{[q]:y}],2,[2,{[N]:`DryRun`,[q]:j}],[()=>Y,{[q]:s}]]],nt=[3,J,`DescribeRegionsResult`,0,[`Regions`],[[()=>$t,{[N]:`RegionInfo`,[q]:`regionInfo`}]]],rt=[3,J,`DescribeSecurityGroupRulesRequest`,0,[o,x,r,m,f],[[()=>Y,{[q]:s}],[()=>Z,{[q]:S}],2,0,1]],it=[3,J,`DescribeSecurityGroupRulesResult`,0,[b,m],[[()=>Q,{[N]:`SecurityGroupRuleSet`,[q]:U}],[0,{[N]:`NextToken`,[q]:B}]]],at=[3,J,`DescribeSecurityGroupsRequest`,0,[`GroupIds`,`GroupNames`,m,f,r,o],[[()=>Bt,{[q]:c}],[()=>Vt,{[q]:l}],0,1,[2,{[N]:`DryRun`,[q]:j}],[()=>Y,{[q]:s}]]],ot=[3,J,`DescribeSecurityGroupsResult`,0,[m,`SecurityGroups`],[[0,{[N]:`NextToken`,[q]:B}],[()=>nn,{[N]:`SecurityGroupInfo`,[q]:`securityGroupInfo`}]]],st=[3,J,s,0,[p,`Values`],[0,[()=>on,{[q]:Se}]]],ct=[3,J,`GetManagedPrefixListEntriesRequest`,0,[g,r,`TargetVersion`,f,m],[0,2,1,1,0],1],lt=[3,J,`GetManagedPrefixListEntriesResult`,0,[`Entries`,m],[[()=>Xt,{[N]:`EntrySet`,[q]:`entrySet`}],[0,{[N]:`NextToken`,[q]:B}]]],ut=[3,J,`GroupIdentifier`,0,[c,l],[[0,{[N]:`GroupId`,[q]:F}],[0,{[N]:`GroupName`,[q]:I}]]],dt=[3,J,`IpPermission`,0,[d,a,E,`UserIdGroupPairs`,`IpRanges`,`Ipv6Ranges`,`PrefixListIds`],[[0,{[N]:`IpProtocol`,[q]:L}],[1,{[N]:`FromPort`,[q]:P}],[1,{[N]:`ToPort`,[q]:W}],[()=>an,{[N]:`Groups`,[q]:`groups`}],[()=>Ht,{[N]:`IpRanges`,[q]:`ipRanges`}],[()=>Gt,{[N]:`Ipv6Ranges`,[q]:`ipv6Ranges`}],[()=>Zt,{[N]:`PrefixListIds`,[q]:`prefixListIds`}]]],ft=[3,J,`IpRange`,0,[i,t],[[0,{[N]:`Description`,[q]:M}],[0,{[N]:`CidrIp`,[q]:k}]]],pt=[3,J,`Ipv4PrefixSpecification`,0,[`Ipv4Prefix`],[[0,{[N]:`Ipv4Prefix`,[q]:`ipv4Prefix`}]]],mt=[3,J,`Ipv6PrefixSpecification`,0,[`Ipv6Prefix`],[[0,{[N]:`Ipv6Prefix`,[q]:`ipv6Prefix`}]]],ht=[3,J,`Ipv6Range`,0,[i,n],[[0,{[N]:`Description`,[q]:M}],[0,{[N]:`CidrIpv6`,[q]:A}]]],gt=[3,J,`NetworkInterface`,0,[oe,`Attachment`,`AvailabilityZone`,ce,i,`Groups`,`InterfaceType`,`Ipv6Addresses`,`MacAddress`,de,`OutpostArn`,fe,pe,me,ge,he,`PrivateIpAddresses`,`Ipv4Prefixes`,`Ipv6Prefixes`,`RequesterId`,`RequesterManaged`,`SourceDestCheck`,ve,`SubnetId`,`TagSet`,O,`DenyAllIgwTraffic`,`Ipv6Native`,le,`Operator`,`AssociatedSubnets`,`AvailabilityZoneId`],[[()=>_t,{[N]:`Association`,[q]:we}],[()=>vt,{[N]:`Attachment`,[q]:`attachment`}],[0,{[N]:`AvailabilityZone`,[q]:`availabilityZone`}],[()=>Qe,{[N]:`ConnectionTrackingConfiguration`,[q]:`connectionTrackingConfiguration`}],[0,{[N]:`Description`,[q]:M}],[()=>zt,{[N]:`GroupSet`,[q]:`groupSet`}],[0,{[N]:`InterfaceType`,[q]:`interfaceType`}],[()=>qt,{[N]:`Ipv6AddressesSet`,[q]:`ipv6AddressesSet`}],[0,{[N]:`MacAddress`,[q]:`macAddress`}],[0,{[N]:`NetworkInterfaceId`,[q]:`networkInterfaceId`}],[0,{[N]:`OutpostArn`,[q]:`outpostArn`}],[0,{[N]:`OwnerId`,[q]:Oe}],[0,{[N]:`PrivateDnsName`,[q]:ke}],[0,{[N]:`PublicDnsName`,[q]:Ae}],[()=>wt,{[N]:`PublicIpDnsNameOptions`,[q]:`publicIpDnsNameOptions`}],[0,{[N]:`PrivateIpAddress`,[q]:je}],[()=>Yt,{[N]:`PrivateIpAddressesSet`,[q]:`privateIpAddressesSet`}],[()=>Ut,{[N]:`Ipv4PrefixSet`,[q]:`ipv4PrefixSet`}],[()=>Wt,{[N]:`Ipv6PrefixSet`,[q]:`ipv6PrefixSet`}],[0,{[N]:`RequesterId`,[q]:`requesterId`}],[2,{[N]:`RequesterManaged`,[q]:`requesterManaged`}],[2,{[N]:`SourceDestCheck`,[q]:`sourceDestCheck`}],[0,{[N]:`Status`,[q]:ze}],[0,{[N]:`SubnetId`,[q]:`subnetId`}],[()=>$,{[N]:`TagSet`,[q]:G}],[0,{[N]:`VpcId`,[q]:K}],[2,{[N]:`DenyAllIgwTraffic`,[q]:`denyAllIgwTraffic`}],[2,{[N]:`Ipv6Native`,[q]:`ipv6Native`}],[0,{[N]:`Ipv6Address`,[q]:Ee}],[()=>xt,{[N]:`Operator`,[q]:`operator`}],[()=>Rt,{[N]:`AssociatedSubnetSet`,[q]:`associatedSubnetSet`}],[0,{[N]:`AvailabilityZoneId`,[q]:`availabilityZoneId`}]]],_t=[3,J,`NetworkInterfaceAssociation`,0,[`AllocationId`,`AssociationId`,`IpOwnerId`,me,`PublicIp`,`CustomerOwnedIp`,`CarrierIp`],[[0,{[N]:`AllocationId`,[q]:`allocationId`}],[0,{[N]:`AssociationId`,[q]:`associationId`}],[0,{[N]:`IpOwnerId`,[q]:`ipOwnerId`}],[0,{[N]:`PublicDnsName`,[q]:Ae}],[0,{[N]:`PublicIp`,[q]:`publicIp`}],[0,{[N]:`CustomerOwnedIp`,[q]:`customerOwnedIp`}],[0,{[N]:`CarrierIp`,[q]:`carrierIp`}]]],vt=[3,J,`NetworkInterfaceAttachment`,0,[`AttachTime`,`AttachmentId`,`DeleteOnTermination`,`DeviceIndex`,`NetworkCardIndex`,`InstanceId`,`InstanceOwnerId`,ve,`EnaSrdSpecification`,`EnaQueueCount`],[[4,{[N]:`AttachTime`,[q]:`attachTime`}],[0,{[N]:`AttachmentId`,[q]:`attachmentId`}],[2,{[N]:`DeleteOnTermination`,[q]:`deleteOnTermination`}],[1,{[N]:`DeviceIndex`,[q]:`deviceIndex`}],[1,{[N]:`NetworkCardIndex`,[q]:`networkCardIndex`}],[0,{[N]:`InstanceId`,[q]:`instanceId`}],[0,{[N]:`InstanceOwnerId`,[q]:`instanceOwnerId`}],[0,{[N]:`Status`,[q]:ze}],[()=>Ke,{[N]:`EnaSrdSpecification`,[q]:`enaSrdSpecification`}],[1,{[N]:`EnaQueueCount`,[q]:`enaQueueCount`}]]],yt=[3,J,`NetworkInterfaceIpv6Address`,0,[le,h,`IsPrimaryIpv6`],[[0,{[N]:`Ipv6Address`,[q]:Ee}],[0,{[N]:`PublicIpv6DnsName`,[q]:Me}],[2,{[N]:`IsPrimaryIpv6`,[q]:`isPrimaryIpv6`}]]],bt=[3,J,`NetworkInterfacePrivateIpAddress`,0,[oe,`Primary`,pe,he],[[()=>_t,{[N]:`Association`,[q]:we}],[2,{[N]:`Primary`,[q]:`primary`}],[0,{[N]:`PrivateDnsName`,[q]:ke}],[0,{[N]:`PrivateIpAddress`,[q]:je}]]],xt=[3,J,`OperatorResponse`,0,[`Managed`,`Principal`,`HiddenByDefault`],[[2,{[N]:`Managed`,[q]:`managed`}],[0,{[N]:`Principal`,[q]:`principal`}],[2,{[N]:`HiddenByDefault`,[q]:`hiddenByDefault`}]]],St=[3,J,`PrefixListEntry`,0,[`Cidr`,i],[[0,{[N]:`Cidr`,[q]:`cidr`}],[0,{[N]:`Description`,[q]:M}]]],Ct=[3,J,g,0,[i,g],[[0,{[N]:`Description`,[q]:M}],[0,{[N]:`PrefixListId`,[q]:V}]]],wt=[3,J,ge,0,[`DnsHostnameType`,`PublicIpv4DnsName`,h,`PublicDualStackDnsName`],[[0,{[N]:`DnsHostnameType`,[q]:`dnsHostnameType`}],[0,{[N]:`PublicIpv4DnsName`,[q]:`publicIpv4DnsName`}],[0,{[N]:`PublicIpv6DnsName`,[q]:Me}],[0,{[N]:`PublicDualStackDnsName`,[q]:`publicDualStackDnsName`}]]],Tt=[3,J,`ReferencedSecurityGroup`,0,[c,_,be,O,Ce],[[0,{[N]:`GroupId`,[q]:F}],[0,{[N]:`PeeringStatus`,[q]:Ne}],[0,{[N]:`UserId`,[q]:Be}],[0,{[N]:`VpcId`,[q]:K}],[0,{[N]:`VpcPeeringConnectionId`,[q]:He}]]],Et=[3,J,`Region`,0,[`OptInStatus`,`Geography`,y,`Endpoint`],[[0,{[N]:`OptInStatus`,[q]:`optInStatus`}],[()=>Qt,{[N]:`GeographySet`,[q]:`geographySet`}],[0,{[N]:`RegionName`,[q]:`regionName`}],[0,{[N]:`RegionEndpoint`,[q]:`regionEndpoint`}]]],Dt=[3,J,`RegionGeography`,0,[p],[[0,{[N]:`Name`,[q]:`name`}]]],Ot=[3,J,`RevokedSecurityGroupRule`,0,[S,c,ue,d,a,E,se,n,g,`ReferencedGroupId`,i],[[0,{[N]:`SecurityGroupRuleId`,[q]:Ie}],[0,{[N]:`GroupId`,[q]:F}],[2,{[N]:`IsEgress`,[q]:De}],[0,{[N]:`IpProtocol`,[q]:L}],[1,{[N]:`FromPort`,[q]:P}],[1,{[N]:`ToPort`,[q]:W}],[0,{[N]:`CidrIpv4`,[q]:Te}],[0,{[N]:`CidrIpv6`,[q]:A}],[0,{[N]:`PrefixListId`,[q]:V}],[0,{[N]:`ReferencedGroupId`,[q]:`referencedGroupId`}],[0,{[N]:`Description`,[q]:M}]]],kt=[3,J,`RevokeSecurityGroupEgressRequest`,0,[c,x,r,C,w,d,a,E,t,u],[[0,{[N]:`GroupId`,[q]:F}],[()=>Z,{[q]:S}],[2,{[N]:`DryRun`,[q]:j}],[0,{[N]:`SourceSecurityGroupName`,[q]:Le}],[0,{[N]:`SourceSecurityGroupOwnerId`,[q]:Re}],[0,{[N]:`IpProtocol`,[q]:L}],[1,{[N]:`FromPort`,[q]:P}],[1,{[N]:`ToPort`,[q]:W}],[0,{[N]:`CidrIp`,[q]:k}],[()=>X,{[N]:`IpPermissions`,[q]:R}]],1],At=[3,J,`RevokeSecurityGroupEgressResult`,0,[v,xe,_e],[[2,{[N]:`Return`,[q]:H}],[()=>X,{[N]:`UnknownIpPermissionSet`,[q]:Ve}],[()=>tn,{[N]:`RevokedSecurityGroupRuleSet`,[q]:Pe}]]],jt=[3,J,`RevokeSecurityGroupIngressRequest`,0,[t,a,c,l,u,d,C,w,E,x,r],[0,1,0,0,[()=>X,0],0,0,0,1,[()=>Z,{[q]:S}],[2,{[N]:`DryRun`,[q]:j}]]],Mt=[3,J,`RevokeSecurityGroupIngressResult`,0,[v,xe,_e],[[2,{[N]:`Return`,[q]:H}],[()=>X,{[N]:`UnknownIpPermissionSet`,[q]:Ve}],[()=>tn,{[N]:`RevokedSecurityGroupRuleSet`,[q]:Pe}]]],Nt=[3,J,`SecurityGroup`,0,[c,`IpPermissionsEgress`,T,O,`SecurityGroupArn`,fe,l,i,u],[[0,{[N]:`GroupId`,[q]:F}],[()=>X,{[N]:`IpPermissionsEgress`,[q]:`ipPermissionsEgress`}],[()=>$,{[N]:`TagSet`,[q]:G}],[0,{[N]:`VpcId`,[q]:K}],[0,{[N]:`SecurityGroupArn`,[q]:`securityGroupArn`}],[0,{[N]:`OwnerId`,[q]:Oe}],[0,{[N]:`GroupName`,[q]:I}],[0,{[N]:`GroupDescription`,[q]:`groupDescription`}],[()=>X,{[N]:`IpPermissions`,[q]:R}]]],Pt=[3,J,`SecurityGroupRule`,0,[S,c,`GroupOwnerId`,ue,d,a,E,se,n,g,`ReferencedGroupInfo`,i,T,`SecurityGroupRuleArn`],[[0,{[N]:`SecurityGroupRuleId`,[q]:Ie}],[0,{[N]:`GroupId`,[q]:F}],[0,{[N]:`GroupOwnerId`,[q]:`groupOwnerId`}],[2,{[N]:`IsEgress`,[q]:De}],[0,{[N]:`IpProtocol`,[q]:L}],[1,{[N]:`FromPort`,[q]:P}],[1,{[N]:`ToPort`,[q]:W}],[0,{[N]:`CidrIpv4`,[q]:Te}],[0,{[N]:`CidrIpv6`,[q]:A}],[0,{[N]:`PrefixListId`,[q]:V}],[()=>Tt,{[N]:`ReferencedGroupInfo`,[q]:`referencedGroupInfo`}],[0,{[N]:`Description`,[q]:M}],[()=>$,{[N]:`TagSet`,[q]:G}],[0,{[N]:`SecurityGroupRuleArn`,[q]:`securityGroupRuleArn`}]]],Ft=[3,J,`Tag`,0,[`Key`,Se],[[0,{[N]:`Key`,[q]:`key`}],[0,{[N]:`Value`,[q]:`value`}]]],It=[3,J,D,0,[`ResourceType`,T],[[0,{[N]:`ResourceType`,[q]:`resourceType`}],[()=>$,{[q]:`Tag`}]]],Lt=[3,J,`UserIdGroupPair`,0,[i,be,l,c,O,Ce,_],[[0,{[N]:`Description`,[q]:M}],[0,{[N]:`UserId`,[q]:Be}],[0,{[N]:`GroupName`,[q]:I}],[0,{[N]:`GroupId`,[q]:F}],[0,{[N]:`VpcId`,[q]:K}],[0,{[N]:`VpcPeeringConnectionId`,[q]:He}],[0,{[N]:`PeeringStatus`,[q]:Ne}]]],Rt=[1,J,`AssociatedSubnetList`,0,[0,{[q]:z}]],Y=[1,J,`FilterList`,0,[()=>st,{[q]:s}]],zt=[1,J,`GroupIdentifierList`,0,[()=>ut,{[q]:z}]],Bt=[1,J,`GroupIdStringList`,0,[0,{[q]:F}]],Vt=[1,J,`GroupNameStringList`,0,[0,{[q]:l}]],X=[1,J,`IpPermissionList`,0,[()=>dt,{[q]:z}]],Ht=[1,J,`IpRangeList`,0,[()=>ft,{[q]:z}]],Ut=[1,J,`Ipv4PrefixesList`,0,[()=>pt,{[q]:z}]],Wt=[1,J,`Ipv6PrefixesList`,0,[()=>mt,{[q]:z}]],Gt=[1,J,`Ipv6RangeList`,0,[()=>ht,{[q]:z}]],Kt=[1,J,`NetworkInterfaceIdList`,0,[0,{[q]:z}]],qt=[1,J,`NetworkInterfaceIpv6AddressesList`,0,[()=>yt,{[q]:z}]],Jt=[1,J,`NetworkInterfaceList`,0,[()=>gt,{[q]:z}]],Yt=[1,J,`NetworkInterfacePrivateIpAddressList`,0,[()=>bt,{[q]:z}]],Xt=[1,J,`PrefixListEntrySet`,0,[()=>St,{[q]:z}]],Zt=[1,J,`PrefixListIdList`,0,[()=>Ct,{[q]:z}]],Qt=[1,J,`RegionGeographyList`,0,[()=>Dt,{[q]:z}]],$t=[1,J,`RegionList`,0,[()=>Et,{[q]:z}]],en=[1,J,`RegionNameStringList`,0,[0,{[q]:y}]],tn=[1,J,`RevokedSecurityGroupRuleList`,0,[()=>Ot,{[q]:z}]],nn=[1,J,`SecurityGroupList`,0,[()=>Nt,{[q]:z}]],Z=[1,J,`SecurityGroupRuleIdList`,0,[0,{[q]:z}]],Q=[1,J,`SecurityGroupRuleList`,0,[()=>Pt,{[q]:z}]],$=[1,J,`TagList`,0,[()=>Ft,{[q]:z}]],rn=[1,J,`TagSpecificationList`,0,[()=>It,{[q]:z}]],an=[1,J,`UserIdGroupPairList`,0,[()=>Lt,{[q]:z}]],on=[1,J,`ValueStringList`,0,[0,{[q]:z}]],sn=[9,J,`AuthorizeSecurityGroupEgress`,0,()=>Je,()=>Ye],cn=[9,J,`AuthorizeSecurityGroupIngress`,0,()=>Xe,()=>Ze],ln=[9,J,`DescribeNetworkInterfaces`,0,()=>$e,()=>et],un=[9,J,`DescribeRegions`,0,()=>tt,()=>nt],dn=[9,J,`DescribeSecurityGroupRules`,0,()=>rt,()=>it],fn=[9,J,`DescribeSecurityGroups`,0,()=>at,()=>ot],pn=[9,J,`GetManagedPrefixListEntries`,0,()=>ct,()=>lt],mn=[9,J,`RevokeSecurityGroupEgress`,0,()=>kt,()=>At],hn=[9,J,`RevokeSecurityGroupIngress`,0,()=>jt,()=>Mt];const gn=(0,_endpoints_js__WEBPACK_IMPORTED_MODULE_0__.i)(ie,`AmazonEC2`,`EC2Client`,_endpoints_js__WEBPACK_IMPORTED_MODULE_0__.t),_n={},vn=(e,ee,te,ne)=>[];

/***/ }),

/***/ 6625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ t)
/* harmony export */ });
/* unused harmony export t */
const e=(/* unused pure expression or super */ null && (`AWS_PROFILE`)),t=e=>e.profile||process.env.AWS_PROFILE||`default`;

/***/ }),

/***/ 1123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ e)
/* harmony export */ });
function e(e,t){return Object.prototype.hasOwnProperty.call(e,t)}

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

/***/ 3013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ e),
/* harmony export */   t: () => (/* binding */ t)
/* harmony export */ });
async function e(e,t,n){let r=/* @__PURE__ */ new Map,i=e.entries();return await Promise.all(Array.from({length:Math.min(t,e.length)},async()=>{for(let[e,t]of i)try{r.set(e,{kind:`done`,value:await n(t)})}catch(t){r.set(e,{kind:`failed`,error:t})}})),e.map((e,t)=>r.get(t)??{kind:`failed`,error:/* @__PURE__ */ Error(`not run`)})}function t(e,t){let n=[];for(let r=0;r<e.length;r+=t)n.push(e.slice(r,r+t));return n}

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
