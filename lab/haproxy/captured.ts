/** What HAProxy 2.6.12 printed, for the tests of the parsers. */

export const SERVERS_STATE = `1
# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port
3 api 1 a 127.55.0.1 2 8 0 1 1 15 3 4 6 0 0 0 - 18080 - 0 0 - - 0
3 api 2 b 127.55.0.2 2 0 1 1 2 15 3 4 6 0 0 0 - 18080 - 0 0 - - 0

`;

export const STAT = `# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight,act,bck,chkfail,chkdown,lastchg,downtime,qlimit,pid,iid,sid,throttle,lbtot,tracked,type,rate,rate_lim,rate_max,check_status,check_code,check_duration,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,hanafail,req_rate,req_rate_max,req_tot,cli_abrt,srv_abrt,comp_in,comp_out,comp_byp,comp_rsp,lastsess,last_chk,last_agt,qtime,ctime,rtime,ttime,agent_status,agent_code,agent_duration,check_desc,agent_desc,check_rise,check_fall,check_health,agent_rise,agent_fall,agent_health,addr,cookie,mode,algo,conn_rate,conn_rate_max,conn_tot,intercepted,dcon,dses,wrew,connect,reuse,cache_lookups,cache_hits,srv_icur,src_ilim,qtime_max,ctime_max,rtime_max,ttime_max,eint,idle_conn_cur,safe_conn_cur,used_conn_cur,need_conn_est,uweight,agg_server_status,agg_server_check_status,agg_check_status,-,ssl_sess,ssl_reused_sess,ssl_failed_handshake,h2_headers_rcvd,h2_data_rcvd,h2_settings_rcvd,h2_rst_stream_rcvd,h2_goaway_rcvd,h2_detected_conn_protocol_errors,h2_detected_strm_protocol_errors,h2_rst_stream_resp,h2_goaway_resp,h2_open_connections,h2_backend_open_streams,h2_total_connections,h2_backend_total_streams,h1_open_connections,h1_open_streams,h1_total_connections,h1_total_streams,h1_bytes_in,h1_bytes_out,h1_spliced_bytes_in,h1_spliced_bytes_out,
api,FRONTEND,,,0,1,4000,1,83,116,0,0,0,,,,,OPEN,,,,,,,,,1,2,0,,,,0,1,0,1,,,,0,1,0,0,0,0,,1,1,1,,,0,0,0,0,,,,,,,,,,,,,,,,,,,,,http,,1,1,1,0,0,0,0,,,0,0,,,,,,,0,,,,,,,,,-,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,1,80,113,0,0,
api,a,0,0,0,1,,1,83,116,,0,,0,0,0,0,UP,1,1,0,0,0,1,0,,1,3,1,,1,,2,1,,1,L7OK,200,0,0,1,0,0,0,0,,,,1,0,0,,,,,0,,,0,0,1,1,,,,Layer7 check passed,,2,3,4,,,,127.55.0.1:18080,,http,,,,,,,,0,1,0,,,1,,0,0,1,1,0,1,0,0,1,1,,,,-,0,0,0,,,,,,,,,,,,,,,,,,,,,,
api,BACKEND,0,0,0,1,400,1,83,116,0,0,,0,0,0,0,UP,2,2,0,,0,1,0,,1,3,0,,1,,1,1,,1,,,,0,1,0,0,0,0,,,,1,0,0,0,0,0,0,0,,,0,0,1,1,,,,,,,,,,,,,,http,roundrobin,,,,,,,0,1,0,0,0,,,0,0,1,1,0,,,,,2,0,0,0,-,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,8,8,799,283,0,0,

`;

export const SESSIONS = `0x55c3b91dd4b0: proto=tcpv4 src=127.0.0.1:42890 fe=api be=api srv=b ts=00 epoch=0 age=0s calls=2 rate=0 cpu=0 lat=0 rq[f=49c40080h,i=0,an=8000h,rx=,wx=,ax=] rp[f=80400000h,i=0,an=1400000h,rx=59s,wx=,ax=] scf=[8,80h,fd=11] scb=[8,11h,fd=14] exp=9s rc=0 c_exp=
0x55c3b930ea90: proto=unix_stream src=unix:1 fe=GLOBAL be=<NONE> srv=<none> ts=00 epoch=0 age=0s calls=1 rate=1 cpu=0 lat=0 rq[f=c08002h,i=0,an=00h,rx=2m,wx=,ax=] rp[f=80008002h,i=0,an=00h,rx=,wx=,ax=] scf=[8,0h,fd=15] scb=[8,1h,fd=-1] exp=1m59s rc=0 c_exp=

`;

export const INFO = `Name: HAProxy
Version: 2.6.12-1+deb12u4
Release_date: 2026/10/17
Nbthread: 1
Pid: 8001
Uptime: 0d 0h00m01s
Uptime_sec: 1
Start_time_sec: 1795191353
node: controller
Build info: 2.6.12-1+deb12u4

`;

/** Lines of requests with one captured header, and what else is logged. */
export const LOG = {
  answered: `2026-11-20T16:15:53.373Z <134>1 2026-11-20T16:15:53.371703+00:00 - haproxy 22143 - - 127.0.0.1:38740 [20/Nov/2026:16:15:53.370] vip api/a 0/0/0/1/1 200 132 - - ---- 1/1/0/0/0 0/0 {00-0123456789abcdef0000000000000007-0000000000000008-01} "GET /some/path?x=y HTTP/1.1"`,
  nonsense: `2026-11-20T16:15:53.374Z <134>1 2026-11-20T16:15:53.373896+00:00 - haproxy 22143 - - 127.0.0.1:38740 [20/Nov/2026:16:15:53.373] vip vip/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"`,
  nobodyThere: `2026-11-20T16:15:54.582Z <134>1 2026-11-20T16:15:54.582673+00:00 - haproxy 22143 - - 127.0.0.1:38802 [20/Nov/2026:16:15:54.582] vip api/<NOSRV> 0/-1/-1/-1/0 503 217 - - SC-- 2/2/1/0/0 0/0 {} "GET /nosrv HTTP/1.1"`,
  maintenance: `2026-11-20T16:15:54.581Z <129>1 2026-11-20T16:15:54.581644+00:00 - haproxy 22143 - - Server api/b is going DOWN for maintenance. 1 active and 0 backup servers left. 1 sessions active, 0 requeued, 0 remaining in queue.`,
  empty: `2026-11-20T16:15:54.581Z <128>1 2026-11-20T16:15:54.581676+00:00 - haproxy 22143 - - backend api has no server available!`,
};
