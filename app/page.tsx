export default function Accueil() {
  return (
    <main>
      <h1>Que voulez-vous faire ?</h1>
    </main>
  )
}
