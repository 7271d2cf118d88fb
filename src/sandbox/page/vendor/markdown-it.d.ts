// The page server serves the package's browser file at this address.
export { default } from 'markdown-it';
