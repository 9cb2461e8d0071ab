// Dark or light: the system's word until the reader chooses. Everything drawn asks here for its colours.
const theme = {
  listeners: [],
  colours: {},
  get dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : !matchMedia('(prefers-color-scheme: light)').matches;
  },
  read() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['bg-0', 'bg-1', 'bg-2', 'bg-3', 'line', 'control', 'fg-0', 'fg-1', 'fg-2', 'accent', 'up', 'down', 'warn', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's8']) {
      this.colours[name] = style.getPropertyValue('--' + name).trim();
    }
  },
  changed() {
    this.read();
    for (const listener of this.listeners) listener();
  },
  choose(name) {
    if (name) document.documentElement.dataset.theme = name; else delete document.documentElement.dataset.theme;
    this.changed();
  },
  button() {
    const button = h('button', { type: 'button', id: 'theme', onclick: () => { this.choose(this.dark ? 'light' : 'dark'); name(); } });
    const name = () => {
      button.textContent = this.dark ? 'Light' : 'Dark';
      button.setAttribute('aria-label', this.dark ? 'Switch to the light theme' : 'Switch to the dark theme');
    };
    this.listeners.push(name);
    name();
    return button;
  },
  start() {
    this.read();
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => this.changed());
    // Paper is white.
    let before;
    addEventListener('beforeprint', () => { before = document.documentElement.dataset.theme; this.choose('light'); });
    addEventListener('afterprint', () => this.choose(before));
  },
};
const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3], [12, 4], [4, 2], [1, 3], [10, 3, 2, 3, 2, 3]];

function alpha(colour, share) {
  const n = parseInt(colour.slice(1), 16);
  return `rgba(${n >> 16 & 255},${n >> 8 & 255},${n & 255},${share})`;
}
