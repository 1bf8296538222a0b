export default {
  plugins: { tailwindcss: {}, autoprefixer: { overrideBrowserslist: ["chrome 80", "safari 14"] } },
};
