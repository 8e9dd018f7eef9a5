export { AvecSortie as default } from '../../ma-demande/avec-sortie.tsx'
