/** The person's choice of colours, kept on the device alone: no cookie, nothing is sent. */
export const CLE_DU_THEME = 'theme'

/** Applied before the first paint. Written for every page; private pages allow it by its digest. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem('${CLE_DU_THEME}');if(t==='dark'||t==='light')document.documentElement.setAttribute('data-fr-theme',t)}catch(e){}`
