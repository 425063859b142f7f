import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './store.ts';
import './style/base.css';
import './style/bar.css';
import './style/screen.css';
import './style/message.css';
import './style/form.css';
import './style/card.css';
import './style/inspector.css';
import './style/teams.css';

connect();
createRoot(document.getElementById('page')!).render(<App />);
