import type { Text } from "@openlading/core";

/** Every finding: what is wrong and the fix, in one line. */
export const findings = {
  "identity-ok": { en: "the certificate is valid and the key is its own", zh: "证书有效，且与私钥相符" },
  "gateway-ok": {
    en: "{address}: reached {chaincode} on {channel} as {mspId}",
    zh: "{address}：已作为 {mspId} 访问通道 {channel} 上的 {chaincode}",
  },
  "policy-ok": {
    en: "{chaincode} is endorsed by {policy}: no organisation can do it alone",
    zh: "{chaincode} 的背书策略为 {policy}：任何组织都无法单独满足",
  },
  "certificate-unreadable": {
    en: "the client certificate is no X.509 certificate in PEM: name the file your CA gave you",
    zh: "客户端证书不是 PEM 格式的 X.509 证书：请指定 CA 签发的文件",
  },
  "certificate-not-yet": {
    en: "the client certificate is not valid yet: this machine's clock is behind, set it by NTP",
    zh: "客户端证书尚未生效：本机时钟偏慢，请用 NTP 校时",
  },
  "certificate-expired": {
    en: "the client certificate has expired: enrol again at your CA (or this machine's clock is ahead)",
    zh: "客户端证书已过期：请向 CA 重新登记（或本机时钟偏快）",
  },
  "key-of-another": {
    en: "the private key is not the certificate's: name the key that was made with it",
    zh: "私钥与证书不符：请指定与证书配对的私钥",
  },
  "port-closed": {
    en: "{address}: nobody answers there: check host and port, and that the peer runs",
    zh: "{address}：无响应：请检查主机与端口，并确认节点正在运行",
  },
  "host-unknown": {
    en: "{address}: there is no host of that name: check the name and DNS",
    zh: "{address}：主机名无法解析：请检查名称与 DNS",
  },
  "tls-absent": {
    en: "{address}: something answers, but not with TLS: is it the peer's own port (7051), not its operations or chaincode port?",
    zh: "{address}：有响应但不是 TLS：请确认这是节点主端口（7051），而非运维端口或链码端口",
  },
  "tls-authority": {
    en: "{address}: its certificate is from another authority: give the TLS CA (tlsca) of the peer's organisation, not its enrolment CA",
    zh: "{address}：其证书由其他机构签发：请使用该组织的 TLS CA（tlsca）证书，而非登记 CA",
  },
  "tls-name": {
    en: "{address}: its certificate does not name this host: set serverName to a name the certificate has",
    zh: "{address}：其证书不含该主机名：请将 serverName 设为证书中的名称",
  },
  "tls-time": {
    en: "{address}: its TLS certificate is expired or not valid yet: renew it, or set this machine's clock",
    zh: "{address}：其 TLS 证书已过期或尚未生效：请更新证书，或校正本机时钟",
  },
  "organisation-unknown": {
    en: "{address}: it knows no {mspId} that issued this certificate: check the MSP id, and that the organisation is in {channel}",
    zh: "{address}：不认识签发该证书的 {mspId}：请核对 MSP 标识，并确认该组织已加入通道 {channel}",
  },
  "identity-denied": {
    en: "{address}: it knows {mspId} but refuses this identity: expired or revoked certificate, wrong key, or no role in {channel}",
    zh: "{address}：认识 {mspId} 但拒绝该身份：证书过期或被吊销、私钥不符，或在通道 {channel} 中无权限",
  },
  "channel-unknown": {
    en: "{address}: its peer has not joined a channel named {channel}: check the name, or have the peer join",
    zh: "{address}：该节点未加入名为 {channel} 的通道：请核对名称，或让节点加入",
  },
  "chaincode-unknown": {
    en: "{address}: {channel} has no chaincode {chaincode} that this organisation can run: check the name; install, approve and commit it",
    zh: "{address}：通道 {channel} 上没有本组织可运行的链码 {chaincode}：请核对名称，并完成安装、批准与提交",
  },
  "chaincode-down": {
    en: "{address}: {chaincode} is defined but does not answer: start its service, and check the address in its package",
    zh: "{address}：链码 {chaincode} 已定义但无响应：请启动其服务，并检查包中的地址",
  },
  "endorsers-missing": {
    en: "{address}: it gets no endorsements that satisfy the policy of {chaincode}: start the other organisations' peers and services, have them approve it, set anchor peers and peer.gossip.externalEndpoint",
    zh: "{address}：得不到满足 {chaincode} 策略的背书：请启动其他组织的节点与链码服务，由其批准链码，并设置锚节点与 peer.gossip.externalEndpoint",
  },
  "policy-impossible": {
    en: "{chaincode} asks for {policy}, and {organisations} is not in {channel}: commit a policy of its members, or have that organisation join",
    zh: "{chaincode} 的背书策略为 {policy}，但 {organisations} 不在通道 {channel} 内：请改用成员可满足的策略，或让该组织加入",
  },
  "policy-alone": {
    en: "{chaincode} is endorsed by {policy}: {organisations} can do it alone; commit a policy that takes two organisations or more",
    zh: "{chaincode} 的背书策略为 {policy}：{organisations} 可单独满足；请提交至少需要两个组织的策略",
  },
  "policy-unread": {
    en: "no gateway tells the policy of {chaincode}: ask the operators of {channel} for the committed definition",
    zh: "没有网关给出 {chaincode} 的背书策略：请向通道 {channel} 的运营方索取已提交的定义",
  },
  "clock-behind": {
    en: "{address}: the newest block is from the future: this machine's clock is behind, set it by NTP",
    zh: "{address}：最新区块的时间在未来：本机时钟偏慢，请用 NTP 校时",
  },
  "gateway-absent": {
    en: "{address}: a peer answers, but not as a gateway: enable peer.gateway and peer.discovery (Fabric 2.4 or later)",
    zh: "{address}：节点有响应但未启用网关：请启用 peer.gateway 与 peer.discovery（Fabric 2.4 及以上）",
  },
  "gateway-silent": {
    en: "{address}: connected, but no answer to a question in time: read the peer's log",
    zh: "{address}：已连接，但查询未按时得到答复：请查看节点日志",
  },
} as const satisfies Readonly<Record<string, Text>>;

export type FindingCode = keyof typeof findings;
