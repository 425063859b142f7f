/** The page before its programme runs. */
export const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Microtraining sandbox</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<div id="page"><p class="loading">Opening the sandbox …</p></div>
<noscript>This page needs JavaScript. It loads nothing from anywhere else.</noscript>
</body>
</html>
`;

/** Four phases of a quarter of an hour. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#0f6e62"/>
<circle cx="16" cy="16" r="9" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="3.5"/>
<path d="M16 7a9 9 0 0 1 9 9" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/>
</svg>
`;
