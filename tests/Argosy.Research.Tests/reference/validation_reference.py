"""Reference values of the validation statistics, from their definitions with 40 digits (mpmath) or by brute force; shares no code with the product."""
import itertools
import math

from mpmath import mp, mpf, ncdf, erfinv, sqrt, e, euler
mp.dps=40
def quant(p): return sqrt(2)*erfinv(2*mpf(p)-1)
print('cdf')
for x in ('-8','-5','-3','-2.5','-2.4','-1','-0.3','0','0.5','1.96','4','-20','-38'):
    print(x, mp.nstr(ncdf(mpf(x)),20))
print('quantile')
for p in ('1e-300','1e-20','1e-9','0.001','0.025','0.3','0.5','0.84','0.99','0.999999'):
    v = quant(mpf(p)) if mpf(p)>1e-15 else None
    if v is None:
        mp.dps=340; v=quant(mpf(p)); mp.dps=40
    print(p, mp.nstr(v,20))
def s0(N,V): return sqrt(mpf(V))*((1-euler)*quant(1-mpf(1)/N)+euler*quant(1-1/(N*e)))
def dsr(s,s0_,n,g3,g4): return ncdf((s-s0_)*sqrt(mpf(n)-1)/sqrt(1-g3*s+(g4-1)/4*s*s))
# paper
s=mpf('2.5')/sqrt(mpf(250)); V=mpf('0.5')/250
print('paper', mp.nstr(s0(100,V),18), mp.nstr(dsr(s,s0(100,V),1250,mpf(-3),mpf(10)),18))
for N,V in ((2,'0.01'),(10,'0.0004'),(57,'0.002'),(1000,'0.0009')): print('s0',N,V,mp.nstr(s0(N,V),18))
r=[mpf(x)/1000 for x in (12,-5,3,20,-14,7,0,9,-2,4,31,-18)]
n=len(r); m=sum(r)/n; m2=sum((x-m)**2 for x in r)/n; m3=sum((x-m)**3 for x in r)/n; m4=sum((x-m)**4 for x in r)/n
sd=sqrt(m2*n/(n-1)); sk=m3/m2**mpf(1.5); ku=m4/m2**2
print('moments',mp.nstr(m,18),mp.nstr(sd,18),mp.nstr(sk,18),mp.nstr(ku,18))
print('dsr r N=10 V=.0004', mp.nstr(dsr(m/sd,s0(10,mpf('0.0004')),n,sk,ku),18), 'psr', mp.nstr(dsr(m/sd,0,n,sk,ku),18))
# cscv
def ret(i,d): return ((i*7919+d*104729+i*d*31)%1009)/1009*0.02-0.01
K,T=6,65
sets=[[ret(i,d) for d in range(T)] for i in range(K)]
b=[list(range(T*k//16,T*(k+1)//16)) for k in range(16)]
def sh(x):
    n=len(x); m=math.fsum(x)/n; v=math.fsum((a-m)**2 for a in x)/(n-1)
    return m/math.sqrt(v)
cnt=tot=0; ins=outs=loss=0
for c in itertools.combinations(range(16),8):
    I=[d for k in c for d in b[k]]; O=[d for k in range(16) if k not in c for d in b[k]]
    si=[sh([s[d] for d in I]) for s in sets]; so=[sh([s[d] for d in O]) for s in sets]
    j=max(range(K),key=lambda i:si[i]); rank=sum(x<so[j] for x in so)+(sum(x==so[j] for x in so)+1)/2
    cnt+= rank/(K+1)<=0.5; tot+=1; ins+=si[j]; outs+=so[j]; loss+=so[j]<0
print('pbo',cnt,tot,cnt/tot,ins/tot*math.sqrt(365),outs/tot*math.sqrt(365),loss/tot)
