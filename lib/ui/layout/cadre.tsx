/**
 * The frame of scripts of a page that is complete without it: asked for when a part that it brings to life comes into
 * view, or when the person first touches, scrolls or types. Until then it only waits in the browser's cache, so that a
 * cheap phone shows the page before it works for it (docs/adr/0020). `lib/web/magasin.ts` writes the scripts of a stored
 * page that carries this mark as waiting ones; a page that is not stored yet keeps the ordinary ones.
 */

/**
 * `data-vivant` stands on whatever a script brings to life without being touched. A browser tells of a pointer that rests
 * on a page that arrives: only one that moved is a gesture. `data-plus-bas` stands on what the stylesheet lets a phone
 * draw later: each is drawn when it comes near, else in a moment of rest, so that the page does not stay half made.
 */
const ATTENDRE = `(function(d,w){var fait=false
var touches=['pointerdown','pointermove','touchstart','wheel','scroll','keydown','focusin']
function attendus(){return Array.prototype.slice.call(d.querySelectorAll('script[data-src]'))}
function poser(){d.querySelectorAll('script[data-donnees]').forEach(function(attendu){var s=d.createElement('script');s.text=attendu.text;attendu.replaceWith(s)})
attendus().forEach(function(attendu){var s=d.createElement('script');s.async=true;s.src=attendu.getAttribute('data-src');attendu.replaceWith(s)})}
function vivre(e){if(fait||(e&&e.type==='pointermove'&&!e.movementX&&!e.movementY))return;fait=true
touches.forEach(function(nom){w.removeEventListener(nom,vivre,true)})
if(d.readyState==='loading')d.addEventListener('DOMContentLoaded',poser);else poser()}
touches.forEach(function(nom){w.addEventListener(nom,vivre,{capture:true,passive:true})})
function guetter(){if(!w.IntersectionObserver)return vivre()
var vu=new IntersectionObserver(function(vus){if(vus.some(function(un){return un.isIntersecting})){vu.disconnect();vivre()}})
d.querySelectorAll('[data-vivant]').forEach(function(un){vu.observe(un)})}
if(d.readyState==='loading')d.addEventListener('DOMContentLoaded',guetter);else guetter()
w.addEventListener('load',function(){
var bas=Array.prototype.slice.call(d.querySelectorAll('[data-plus-bas]')),repos=w.requestIdleCallback||setTimeout
function devoiler(){var un=bas.shift();if(un){un.style.contentVisibility='visible';repos(devoiler)}}
repos(devoiler)
if(fait||(navigator.connection&&navigator.connection.saveData))return
repos(function(){if(!fait)attendus().forEach(function(attendu){var l=d.createElement('link');l.rel='prefetch';l.as='script';l.href=attendu.getAttribute('data-src');d.head.appendChild(l)})})})
})(document,window)`

/** Stands once in a page whose links, text and forms all work without scripts. */
export function CadreALaDemande() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, no data in it
  return <script data-cadre="attend" dangerouslySetInnerHTML={{ __html: ATTENDRE }} />
}
