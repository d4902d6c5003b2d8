/** Short codes of common emoji; others are shown as their code. */
const CODES = `
  smile 😄 smiley 😃 grinning 😀 blush 😊 slightly_smiling_face 🙂 wink 😉 joy 😂 sweat_smile 😅 thinking_face 🤔 cry 😢
  neutral_face 😐 sunglasses 😎 heart_eyes 😍 scream 😱 see_no_evil 🙈 heart ❤️ fire 🔥 100 💯 sparkles ✨ star ⭐ star2 🌟
  +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 clap 👏 wave 👋 pray 🙏 raised_hands 🙌 raising_hand 🙋 ok_hand 👌 muscle 💪
  point_right 👉 point_left 👈 point_down 👇 point_up ☝️ eyes 👀 speech_balloon 💬 thought_balloon 💭 tada 🎉 rocket 🚀
  bulb 💡 zap ⚡ warning ⚠️ rotating_light 🚨 no_entry ⛔ no_entry_sign 🚫 x ❌ heavy_check_mark ✔️ white_check_mark ✅
  ballot_box_with_check ☑️ question ❓ grey_question ❔ exclamation ❗ grey_exclamation ❕ information_source ℹ️ new 🆕
  bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 calendar 📅 date 📅 spiral_calendar_pad 🗓️ clipboard 📋 memo 📝 pencil2 ✏️
  clock1 🕐 clock2 🕑 clock3 🕒 clock4 🕓 clock5 🕔 clock6 🕕 clock7 🕖 clock8 🕗 clock9 🕘 clock10 🕙 clock11 🕚 clock12 🕛
  alarm_clock ⏰ hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️ watch ⌚ timer_clock ⏲️ globe_with_meridians 🌐
  earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 world_map 🗺️ airplane ✈️ hotel 🏨 bus 🚌 train 🚆 school 🏫 office 🏢
  house 🏠 round_pushpin 📍 pushpin 📌 door 🚪 microphone 🎤 studio_microphone 🎙️ mortar_board 🎓 books 📚 book 📖
  scroll 📜 page_facing_up 📄 link 🔗 paperclip 📎 mag 🔍 gear ⚙️ wrench 🔧 hammer_and_wrench 🛠️ lock 🔒 key 🔑 robot_face 🤖
  bar_chart 📊 chart_with_upwards_trend 📈 computer 💻 projector 📽️ movie_camera 🎥 email 📧 envelope ✉️ inbox_tray 📥
  coffee ☕ tea 🍵 knife_fork_plate 🍽️ fork_and_knife 🍴 pizza 🍕 beers 🍻 wine_glass 🍷 cake 🍰 sunny ☀️ partly_sunny ⛅
  rain_cloud 🌧️ snowflake ❄️ rainbow 🌈 crescent_moon 🌙 sunrise 🌅 busts_in_silhouette 👥 bust_in_silhouette 👤 family 👪
  arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 leftwards_arrow_with_hook ↩️ repeat 🔁
  red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪
  large_green_square 🟩 small_blue_diamond 🔹 small_orange_diamond 🔸 heavy_plus_sign ➕ heavy_minus_sign ➖ wastebasket 🗑️
`.trim().split(/\s+/);

const EMOJI = new Map(CODES.flatMap((code, i) => (i % 2 ? [] : [[code, CODES[i + 1]]])));

export const emojiText = (code) => EMOJI.get(code) ?? `:${code}:`;

export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+):/g, (_, code) => emojiText(code));
