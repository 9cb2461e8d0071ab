import { chromium } from 'playwright-core';
const base='http://127.0.0.1:18080';
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run']});
const context=await browser.newContext({viewport:{width:1440,height:900},colorScheme:'dark'});
const page=await context.newPage();
page.on('console',m=>{if(m.type()==='error')console.log('CONSOLE',page.url(),m.text().slice(0,300))});
page.on('pageerror',e=>console.log('PAGEERROR',page.url(),e.message.slice(0,300)));
page.on('response',r=>{if(r.status()>=400)console.log('HTTP',r.status(),r.url())});
await page.goto(base+'/');
await page.evaluate(()=>localStorage.setItem('argosy.check','1'));
const state=await page.evaluate(async()=>await (await fetch('/auth/state')).json());
if(state.firstRun){const r=await page.evaluate(async()=>{const r=await fetch('/auth/setup',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({name:'ana',password:'correct horse battery'})});return r.status+' '+await r.text()});console.log('setup',r.slice(0,200));}
else {const r=await page.evaluate(async()=>{const r=await fetch('/auth/login',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({name:'ana',password:'correct horse battery'})});return r.status+' '+await r.text()});console.log('login',r.slice(0,200));}
const routes=process.argv.slice(2);
for(const r of routes){await page.goto(base+r);await page.waitForTimeout(3500);await page.screenshot({path:`/tmp/shot/${(r.replace(/[^\w]+/g,'_')||'_')}.png`});}
await browser.close();
