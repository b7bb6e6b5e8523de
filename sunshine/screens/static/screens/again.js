"use strict";
// Nobody stands at a screen to press a button: it asks again by itself.
setTimeout(() => location.reload(), 60_000);
