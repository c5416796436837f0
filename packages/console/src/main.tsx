import '@cloudscape-design/global-styles/index.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'

createRoot(document.getElementById('root') as HTMLElement).render(<App />)
