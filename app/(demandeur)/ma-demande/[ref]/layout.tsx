export { AvecSortie as default } from '../avec-sortie.tsx'
