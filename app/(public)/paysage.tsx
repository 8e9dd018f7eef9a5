/** A street of homes, drawn with the colours of the theme. Decoration only. */

type Maison = { x: number; largeur: number; hauteur: number; mur: string; toit: string; etages: number; plat?: boolean }

const SOL = 176
const MAISONS: Maison[] = [
  { x: 40, largeur: 92, hauteur: 62, mur: '--mur-1', toit: '--toit-1', etages: 1 },
  { x: 150, largeur: 74, hauteur: 92, mur: '--mur-4', toit: '--toit-2', etages: 2 },
  { x: 232, largeur: 112, hauteur: 128, mur: '--mur-3', toit: '--toit-2', etages: 4, plat: true },
  { x: 420, largeur: 80, hauteur: 70, mur: '--mur-2', toit: '--toit-1', etages: 1 },
  { x: 508, largeur: 96, hauteur: 104, mur: '--mur-1', toit: '--toit-2', etages: 3 },
  { x: 612, largeur: 70, hauteur: 78, mur: '--mur-4', toit: '--toit-1', etages: 2 },
  { x: 760, largeur: 128, hauteur: 138, mur: '--mur-2', toit: '--toit-2', etages: 4, plat: true },
  { x: 896, largeur: 84, hauteur: 84, mur: '--mur-3', toit: '--toit-1', etages: 2 },
  { x: 988, largeur: 72, hauteur: 58, mur: '--mur-4', toit: '--toit-2', etages: 1 },
  { x: 1130, largeur: 104, hauteur: 96, mur: '--mur-1', toit: '--toit-1', etages: 2 },
  { x: 1242, largeur: 84, hauteur: 120, mur: '--mur-4', toit: '--toit-2', etages: 3 },
  { x: 1334, largeur: 76, hauteur: 66, mur: '--mur-2', toit: '--toit-1', etages: 1 },
]
const ARBRES = [16, 138, 366, 394, 698, 736, 1078, 1104, 1424]

function Maisonnette({ x, largeur, hauteur, mur, toit, etages, plat }: Maison) {
  const haut = SOL - hauteur
  const colonnes = Math.max(2, Math.round(largeur / 34))
  const pas = largeur / colonnes
  const etage = hauteur / (etages + (plat ? 0.4 : 0.2))
  const windows = Array.from({ length: etages }, (_, rang) =>
    Array.from({ length: colonnes }, (_, colonne) => ({ rang, colonne })),
  ).flat()
  return (
    <g>
      <path d={`M${x} ${haut}h${largeur}V${SOL}H${x}z`} fill={`var(${mur})`} />
      {plat ? (
        <path d={`M${x - 4} ${haut - 7}h${largeur + 8}v8H${x - 4}z`} fill={`var(${toit})`} />
      ) : (
        <path
          d={`M${x - 6} ${haut + 1}l${largeur * 0.22 + 6} ${-largeur * 0.3}h${largeur * 0.56}l${largeur * 0.22 + 6} ${largeur * 0.3}z`}
          fill={`var(${toit})`}
        />
      )}
      {windows
        .filter(({ rang, colonne }) => !(rang === etages - 1 && colonne === 0))
        .map(({ rang, colonne }) => (
          <rect
            key={`${rang}-${colonne}`}
            x={x + pas * (colonne + 0.5) - 6}
            y={haut + etage * rang + 9}
            width="12"
            height={Math.min(17, etage * 0.55)}
            rx="1.5"
            fill="var(--fenetre)"
            opacity={(rang + colonne + etages) % 3 === 0 ? 0.85 : 0.55}
          />
        ))}
      <path d={`M${x + pas * 0.5 - 8} ${SOL}v-20a8 8 0 0 1 16 0v20z`} fill="var(--porte)" />
    </g>
  )
}

export function Paysage() {
  return (
    <svg className="paysage sans-papier" viewBox="0 0 1440 190" aria-hidden="true" focusable="false">
      <path d="M0 130c180-60 320-50 520-10s380-60 560-40 260 40 360 10v100H0z" fill="var(--colline-loin)" />
      <path d="M0 158c240-40 420-10 640-14s520-30 800 4v42H0z" fill="var(--colline)" />
      {MAISONS.map((maison) => (
        <Maisonnette key={maison.x} {...maison} />
      ))}
      {ARBRES.map((x, rang) => (
        <g key={x}>
          <path d={`M${x - 2} ${SOL}v-24h4v24z`} fill="var(--toit-2)" />
          <ellipse cx={x} cy={SOL - 36} rx={rang % 2 ? 12 : 15} ry={rang % 2 ? 20 : 17} fill="var(--arbre)" />
        </g>
      ))}
      <path d={`M0 ${SOL}h1440v14H0z`} fill="var(--colline)" />
    </svg>
  )
}
