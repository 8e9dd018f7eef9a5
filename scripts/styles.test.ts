import { expect, test } from 'vitest'
import {
  classesNamed,
  darkWithoutScript,
  drawIcons,
  dropUnreadVariables,
  keepUsed,
  makeStyles,
  parseCss,
} from './styles.ts'

const sheet = `.fr-a{color:red}.fr-a,.fr-b{margin:0}p{--lu:1;--jamais:2;order:var(--lu)}
@media print{.fr-b{color:blue}}.fr-a:not(.fr-b){top:0}[data-fr-theme=dark]{--x:1}`

test('ne garde que les règles dont chaque classe est utilisée', () => {
  const kept = keepUsed(parseCss(sheet), classesNamed('className="fr-a"'))
  expect(kept.map(({ prelude }) => prelude)).toEqual([
    '.fr-a',
    '.fr-a',
    'p',
    '.fr-a:not(.fr-b)',
    '[data-fr-theme=dark]',
  ])
})

test('garde toutes les variantes d’une classe composée', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a source file
  const isUsed = classesNamed('`fr-badge--${genre}`')
  expect([isUsed('fr-badge--info'), isUsed('fr-btn')]).toEqual([true, false])
})

test('retire les variables que personne ne lit, et celles qui ne servaient qu’à elles', () => {
  expect(dropUnreadVariables('a{--a:1;--b:var(--a);--c:2;color:var(--c)}', '').replace(/\s/g, '')).toBe(
    'a{--c:2;color:var(--c)}',
  )
  expect(dropUnreadVariables('a{--d:1}', 'fill="--d"')).toContain('--d')
})

test('suit les couleurs du système sans script, et reste clair sur papier', () => {
  expect(darkWithoutScript(parseCss('[data-fr-theme=dark]{--x:1}')).map(({ prelude }) => prelude)).toEqual([
    '@media screen',
    '@media screen and (prefers-color-scheme:dark)',
  ])
})

test('la feuille du produit reste légère et ne va rien chercher ailleurs', () => {
  const css = makeStyles().get('app/dsfr.genere.css') ?? ''
  expect(css.length).toBeLessThan(150_000)
  expect(css.match(/url\((?!"data:|"\.\/icones|"\.\.\/node_modules\/@codegouvfr)/)).toBeNull()
})

test('dessine toutes les icônes en une seule image, chacune à sa place', () => {
  const draw = (path: string) => `<svg xmlns="x" viewBox="0 0 24 24" width="24" height="24"><path d="${path}"/></svg>`
  const { css, svg } = drawIcons(new Map(['c-line', 'a-line', 'b-fill'].map((name) => [name, draw(name)])))
  expect(css.match(/url\(/g)).toHaveLength(1)
  expect(css).toContain('-webkit-mask-size:100% 300%')
  const at = (name: string) => css.match(new RegExp(`${name}::after\\{-webkit-mask-position:0 ([\\d.]+)%`))?.[1]
  expect([at('a-line'), at('b-fill'), at('c-line')]).toEqual(['0', '50', '100'])
  expect(svg).toMatch(/translate\(0 24\)"><path d="b-fill"\/>/)
  expect(() => drawIcons(new Map([['d-line', '<svg viewBox="0 0 16 16"></svg>']]))).toThrow('24')
})
