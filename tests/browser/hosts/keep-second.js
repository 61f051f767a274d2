window.__second = window.GuideEngine;
