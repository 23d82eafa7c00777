<svg viewBox="0 0 640 720" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
<defs><radialGradient id="gl"><stop offset="0" stop-color="#6f93ff" stop-opacity=".6"/><stop offset="1" stop-color="#6f93ff" stop-opacity="0"/></radialGradient></defs>
<g fill="#fff"><circle cx="92" cy="250" r="1.6"/><circle cx="150" cy="330" r="1.3"/><circle cx="520" cy="210" r="1.6"/><circle cx="566" cy="330" r="1.4"/><circle cx="480" cy="300" r="1.2"/><circle cx="60" cy="420" r="1.4"/><circle cx="590" cy="440" r="1.2"/><circle cx="215" cy="225" r="1.2"/><circle cx="425" cy="240" r="1.5"/><circle cx="118" cy="470" r="1.1"/><circle cx="540" cy="500" r="1.2"/></g>
<circle cx="320" cy="407" r="230" fill="url(#gl)"/>
<g id="pv" fill="#4a6bc0"><path d="M318 246l2-8 2 8 4 4h-12zM262 262h116l3-9c4 6 4 12-1 17l-1 2H261l-1-2c-5-5-5-11-1-17z"/>
<path d="M260 272h120c8 20 26 33 56 39 5 1 9-2 11-8 4 10 0 18-10 19H203c-10-1-14-9-10-19 2 6 6 9 11 8 30-6 48-19 56-39z"/>
<path d="M246 322h148v17H246z" fill="#34519c"/>
<path d="M246 339h148c8 12 27 20 62 24 6 1 10-3 12-9 5 11 0 20-11 21H183c-11-1-16-10-11-21 2 6 6 10 12 9 35-4 54-12 62-24z"/>
<path d="M222 375h196v65H222z" fill="#34519c"/>
<path d="M222 375h9v65h-9zM409 375h9v65h-9zM271 375h6v65h-6zM363 375h6v65h-6z"/>
<path d="M237 385h28v45h-28zM375 385h28v45h-28z" fill="#13234f"/><path d="M237 396h28M237 407h28M237 418h28M246 385v45M256 385v45M375 396h28M375 407h28M375 418h28M384 385v45M394 385v45" stroke="#34519c" stroke-width="2"/>
<path d="M204 440h232v9H204z"/><path d="M210 449h220v17H210z" fill="none" stroke="#4a6bc0" stroke-width="3"/><path d="M212 458h216" stroke="#4a6bc0" stroke-width="17" stroke-dasharray="3 7"/>
<path d="M200 466h240v16H200z"/>
<path d="M206 482h30v112h-30zM404 482h30v112h-30z"/><path d="M262 482h20v112h-20zM358 482h20v112h-20z" fill="#34519c"/>
<path d="M196 594h248v12H196zM172 606h296v13H172z"/></g>
<circle cx="320" cy="407" r="33" fill="#13234f"/><g fill="none" stroke="#ffd778"><circle cx="320" cy="407" r="31" stroke-width="3.5"/><circle cx="320" cy="407" r="21.5" stroke-width="12" pathLength="60" stroke-dasharray="1.6 3.4"/></g><circle cx="320" cy="407" r="10" fill="#ffd778"/>
<path d="M0 619h640v101H0z" fill="#0e1b3f"/><use href="#pv" transform="matrix(1 0 0 -1 0 1238)" opacity=".16"/>
<g stroke="#ffd778" stroke-linecap="round" opacity=".5"><path d="M296 648h48M306 664h30M290 684h60M310 702h24" stroke-width="2.5"/></g></svg>
